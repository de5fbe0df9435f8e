"""Arabic-weighted text for property tests: letters, marks, ligatures, both kinds of digits, bidi and zero-width controls."""

from hypothesis import strategies as st

LETTERS = "".join(chr(c) for c in range(0x621, 0x64B) if c != 0x640)
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0670\u0610\u06d6\u0300"
CONTROLS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad\u061c"
PRESENTATION = "\ufefb\ufef7\ufe8d\ufedf\ufdf2\ufdfa\ufe70\ufb50\ufbfc"
SIGNS = (
    ' \n\t\u00a0.,:\u060c\u061b\u061f"\u00ab\u00bb()-0123\u0660\u0661\u06f4\u066b\u066c%abcXYZ\U0001f600\u0640\u0640'
)
arabic_text = st.text(st.sampled_from(LETTERS * 4 + MARKS * 3 + CONTROLS + PRESENTATION + SIGNS), max_size=80)
