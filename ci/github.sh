#!/usr/bin/env bash
# What action.yml runs: annotations to the log, the summary to the page of the run. Ends as `underpin check` does.
set -uo pipefail
arguments=()
[ -z "${FROM:-}" ] || arguments+=(--from "$FROM")
[ -z "${TO:-}" ] || arguments+=(--to "$TO")
# shellcheck disable=SC2206
arguments+=(${ARGUMENTS:-})
"${UNDERPIN:-underpin}" check "${arguments[@]}" --format markdown >> "${GITHUB_STEP_SUMMARY:-/dev/null}" 2>/dev/null
exec "${UNDERPIN:-underpin}" check "${arguments[@]}" --format github
