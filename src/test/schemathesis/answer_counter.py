"""Counts the answers of each operation, so that the test can see whether all of them were reached.

Four parameters of the API are not generated. A watch does not end by itself, what follows a log is not plain text, and a stop
that blocks waits for the end of a build that nothing runs. Without the address of a server, a request would go to the real one of a Git provider; so each gets
that of the test.
"""

import atexit
import collections
import itertools
import json
import os

import schemathesis

# One after the other, so that each run sends the same. Without a header, the body of a webhook is not read.
events = itertools.cycle(
    [
        {},
        {"X-GitHub-Event": "push"},
        {"X-Gitlab-Event": "Push Hook"},
        {"X-Event-Key": "repo:push"},
        {"X-Event-Key": "repo:refs_changed"},
        {"X-Gitea-Event": "push"},
    ]
)
answers = collections.defaultdict(collections.Counter)


@schemathesis.hook
def before_call(context, case, kwargs):
    if "/scms/" in case.operation.path:
        case.query = {**(case.query or {}), "server": os.environ["KAPIS_GIT_SERVER"]}
    if case.operation.path.endswith(("/webhooks/scm", "/webhook/github")):
        case.headers = {**(case.headers or {}), **next(events)}


@schemathesis.hook
def after_call(context, case, response):
    answers[case.operation.label][str(response.status_code)] += 1


@atexit.register
def write():
    with open(os.environ["KAPIS_ANSWERS"], "w", encoding="utf-8") as file:
        json.dump(answers, file, indent=1, sort_keys=True)
