#!/usr/bin/env bash
# Makes the picture of the board that the README shows, from the demo.
#   docs/screenshots.sh               docs/images/board.png
#   docs/screenshots.sh all FOLDER    every page in three languages, as on a desk and as on a phone
# Needs Chromium (ECOMCENTER_TEST_CHROMIUM, or /usr/bin/chromium) and the fonts that CI installs.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
  "") folder=$PWD/docs/images; pictures=board; only=(-method '*.Screenshots.Board') ;;
  all) folder=$(realpath -m "${2:?Name a folder for the pictures.}"); pictures=all; only=(-class '*.Screenshots') ;;
  *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
esac

mkdir -p "$folder"
dotnet build tests/Browser.Tests -v quiet -clp:ErrorsOnly
CI_REQUIRE_ALL=1 DESK_SCREENSHOTS=$folder DESK_SCREENSHOTS_OF=$pictures dotnet run --project tests/Browser.Tests --no-build -- "${only[@]}"
ls -l "$folder"/*.png
