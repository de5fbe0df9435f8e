-- What the queries share: the weight of the features of a kind ('w ' words, 'n ' names), and whether days can be one.
CREATE MACRO of_kind(features, kind) AS list_filter(features, lambda f: starts_with(f.feature, kind));
CREATE MACRO weight_of(features) AS coalesce(list_sum(list_transform(features, lambda f: f.weight)), 0);
CREATE MACRO alike(one, other, kind) AS weight_of(list_filter(of_kind(one, kind),
  lambda f: list_contains(list_transform(other, lambda g: g.feature), f.feature)));
CREATE MACRO poorer(one, other, kind) AS CASE
  WHEN len(of_kind(one, kind)) = 0 OR len(of_kind(other, kind)) = 0 THEN NULL
  ELSE least(weight_of(of_kind(one, kind)), weight_of(of_kind(other, kind))) END;
CREATE MACRO fits(day, published, modality) AS published IS NOT NULL AND CASE
  WHEN modality IN ('happened', 'ongoing') THEN day - published BETWEEN -10 AND 0
  ELSE day - published BETWEEN 0 AND 60 END;
