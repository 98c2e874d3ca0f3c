#!/usr/bin/env bash
# What action.yml runs: annotations to the log, the summary to the page of the run. Ends as `underpin check` does.
set -uof pipefail # -f: ARGUMENTS are words, no patterns of files
summary=${GITHUB_STEP_SUMMARY:-/dev/null}
arguments=()
if [ -n "${FROM:-}" ]; then
  arguments+=(--from "$FROM")
elif [ -n "${GITHUB_BASE_REF:-}" ]; then
  arguments+=(--against "$GITHUB_BASE_REF") # the branch that the pull request goes to
fi
[ -z "${TO:-}" ] || arguments+=(--to "$TO")
# shellcheck disable=SC2206
arguments+=(${ARGUMENTS:-})
check() { "${UNDERPIN:-underpin}" check "${arguments[@]}" "$@"; }

check --format github
code=$?
if [ "$code" -le 1 ]; then
  check -q --format markdown >> "$summary"
else # why stands on standard error, of which GitHub makes no annotation
  echo "::error title=underpin check::there is no answer (exit code $code): the log says why"
  echo "### ❌ Underpin has no answer (exit code $code): the log says why" >> "$summary"
fi
exit "$code"
