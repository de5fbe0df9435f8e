#!/bin/sh
# Fetch the font of the reading room (Vazirmatn, SIL Open Font License 1.1) into the ignored folder static/vendor.
# Without npm, or without a network, the pages fall back to the fonts of the system.
set -u
here=$(cd "$(dirname "$0")" && pwd)
vendor="$here/../static/vendor"
[ -f "$vendor/vazirmatn.woff2" ] && [ -f "$vendor/Vazirmatn-SemiBold.ttf" ] && exit 0
command -v npm >/dev/null || { echo "no npm: the reading room uses the system's fonts"; exit 0; }
(cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) ||
  { echo "the font could not be fetched: the reading room uses the system's fonts"; exit 0; }
mkdir -p "$vendor"
cp "$here/node_modules/vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2" "$vendor/vazirmatn.woff2"
for weight in Regular SemiBold; do # for charts as pictures
  cp "$here/node_modules/vazirmatn/fonts/ttf/Vazirmatn-$weight.ttf" "$vendor/"
done
cp "$here/node_modules/vazirmatn/OFL.txt" "$vendor/vazirmatn-OFL.txt" 2>/dev/null || true
