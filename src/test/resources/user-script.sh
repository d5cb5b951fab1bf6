#!/bin/sh
# Uses the REST API as a script of a user does: a project, a credential, a pipeline, a pipeline with branches, a scan, and
# runs of both pipelines. Needs curl, jq and git, and in the environment KUBESPHERE_API, API_TOKEN, CLUSTER and WORKSPACE,
# and GIT_URL and GIT_REPOSITORY: the address of a repository with two branches, and its folder.
set -eu

KAPIS="$KUBESPHERE_API/clusters/$CLUSTER/kapis/devops.kubesphere.io"
PROJECTS="$KAPIS/v1alpha3/workspaces/$WORKSPACE/namespaces"

api() {
  curl -sS --fail-with-body -H "Authorization: Bearer $API_TOKEN" -H "Content-Type: application/json" "$@"
}

# await JQ-CONDITION URL: asks until the condition holds, at most a minute, and prints the last answer.
await() {
  for _ in $(seq 240); do
    answer=$(api "$2")
    if printf %s "$answer" | jq -e "$1" >/dev/null; then
      printf %s "$answer"
      return
    fi
    sleep 0.25
  done
  echo "not reached: $1 at $2: $answer" >&2
  exit 1
}

DEVOPS_PROJECT=$(api -X POST "$PROJECTS" -d '{"metadata": {"generateName": "first-hour"}, "spec": {}}' | jq -r '.metadata.name')
await '.metadata.annotations."devopsproject.devops.kubesphere.io/syncstatus" == "successful"' "$PROJECTS/$DEVOPS_PROJECT" |
  jq -r '"project: " + .metadata.generateName + " in " + .metadata.labels."kubesphere.io/workspace"'
V1ALPHA2="$KAPIS/v1alpha2/namespaces/$DEVOPS_PROJECT"
V1ALPHA3="$KAPIS/v1alpha3/namespaces/$DEVOPS_PROJECT"

echo "credential: $(api -X POST "$V1ALPHA3/credentials" -d '{
  "apiVersion": "v1", "kind": "Secret", "metadata": {"name": "git-token"},
  "stringData": {"username": "git", "password": "not-shown"}, "type": "credential.devops.kubesphere.io/basic-auth"
}' | jq -c '[.metadata.name, .data.password, (.stringData // "none")]')"

api -X POST "$V1ALPHA3/pipelines" -d '{
  "metadata": {"name": "regular"},
  "spec": {"type": "pipeline", "pipeline": {"name": "regular", "description": "of the script",
    "parameters": [{"name": "PERSON", "type": "string", "default_value": "nobody"},
                   {"name": "TOGGLE", "type": "boolean", "default_value": "false"}],
    "jenkinsfile": "pipeline { agent any; stages { stage(\"Hello\") { steps { echo \"hello ${params.PERSON} ${params.TOGGLE}\" } } } }"}}
}' >/dev/null
await '.metadata.annotations."pipeline.devops.kubesphere.io/syncstatus" == "successful"' "$V1ALPHA3/pipelines/regular" |
  jq -r '"regular: " + .metadata.annotations."pipeline.devops.kubesphere.io/syncstatus"'
RUN=$(api -X POST "$V1ALPHA3/pipelines/regular/pipelineruns" \
  -d '{"parameters": [{"name": "PERSON", "value": "John Doe"}, {"name": "TOGGLE", "value": "true"}]}' | jq -r '.metadata.name')
await '.status.phase == "Succeeded"' "$V1ALPHA3/pipelineruns/$RUN" |
  jq -r '"run " + .metadata.annotations."devops.kubesphere.io/jenkins-pipelinerun-id" + " of regular: " + .status.phase'
api "$V1ALPHA3/pipelineruns/$RUN/nodedetails" | jq -r '.[] | "stage: \(.displayName) \(.state) \(.result)"'

api -X POST "$V1ALPHA3/pipelines" -d '{
  "metadata": {"name": "branches"},
  "spec": {"type": "multi-branch-pipeline", "multi_branch_pipeline": {"name": "branches", "source_type": "git",
    "git_source": {"url": "'"$GIT_URL"'", "discover_branches": true, "discover_tags": false},
    "script_path": "echo.Jenkinsfile"}}
}' >/dev/null
await '(.items | length) == 2' "$V1ALPHA3/pipelines/branches/branches?filter=origin&page=1&limit=10" |
  jq -r '[.items[].name] | sort | .[] | "branch: " + .'

# Somebody pushes a branch, and the user does not want to wait.
git -C "$GIT_REPOSITORY" branch late main
api -X POST "$V1ALPHA2/pipelines/branches/scan" -d '{}' >/dev/null
await '[.items[].name] | index("late")' "$V1ALPHA3/pipelines/branches/branches?filter=origin&page=1&limit=10" >/dev/null
for _ in $(seq 240); do
  LOG=$(api "$V1ALPHA2/pipelines/branches/consolelog")
  case $LOG in *"Finished: "*) break ;; *) sleep 0.25 ;; esac
done
echo "scan: $(echo "$LOG" | grep -c "Met criteria") branches, $(echo "$LOG" | tail -1)"

await '(.parameters // [] | length) == 3' "$V1ALPHA3/pipelines/branches/branches/main" |
  jq -r '.parameters | sort_by(.name)[] | "parameter: \(.name) (\(.type)) [\(.defaultParameterValue.value // "none")]"'
RUN=$(api -X POST "$V1ALPHA3/pipelines/branches/pipelineruns?branch=main" \
  -d '{"parameters": [{"name": "PERSON", "value": "stone"}, {"name": "CHOICE", "value": "Two"}]}' | jq -r '.metadata.name')
await '[.[].steps[]? | select(.approvable == true)] | length == 1' "$V1ALPHA3/pipelineruns/$RUN/nodedetails" |
  jq -r '.[] | "stage: \(.displayName) \(.state)" + ([.steps[] | select(.approvable == true) | " asks: " + .input.message] | join(""))'
api "$V1ALPHA3/pipelineruns/$RUN" |
  jq -r '.metadata.annotations."devops.kubesphere.io/jenkins-pipelinerun-status" | fromjson | "the run is " + .state'
api "$KUBESPHERE_API/kapis/clusters/$CLUSTER/devops.kubesphere.io/v1alpha3/namespaces/$DEVOPS_PROJECT/pipelines/branches/pipelineruns?backward=false&page=1&limit=10" |
  jq -r '"runs of branches in the list: at least one: " + ((.totalItems >= 1) | tostring)'

# Somebody answers the question, reads the log, and fetches what was built.
BUILDS="$V1ALPHA2/pipelines/branches/branches/main/runs"
number() {
  await '.metadata.annotations."devops.kubesphere.io/jenkins-pipelinerun-id"' "$V1ALPHA3/pipelineruns/$1" |
    jq -r '.metadata.annotations."devops.kubesphere.io/jenkins-pipelinerun-id"'
}
answer() {
  JENKINS_RUN_ID=$(number "$1")
  NODES=$(await '[.[-1].steps[]? | select(.approvable == true)] | length == 1' "$V1ALPHA3/pipelineruns/$1/nodedetails")
  NODE_ID=$(echo "$NODES" | jq -r '.[-1].id')
  STEP_ID=$(echo "$NODES" | jq -r '.[-1].steps[] | select(.approvable == true) | .id')
  INPUT_ID=$(echo "$NODES" | jq -r '.[-1].steps[] | select(.approvable == true) | .input.id')
  api -X POST "$BUILDS/$JENKINS_RUN_ID/nodes/$NODE_ID/steps/$STEP_ID/" -d "{\"id\":\"$INPUT_ID\",\"abort\":$2}"
}
end() {
  await '.status.completionTime' "$V1ALPHA3/pipelineruns/$1" | jq -r '.status.phase'
}
answer "$RUN" false
echo "approved: $(end "$RUN")"
api "$BUILDS/$(number "$RUN")/log/?start=0" | grep -E "^(hello stone Two|Finished: .*)$" | sed 's/^/log: /'
api "$BUILDS/$(number "$RUN")/artifacts/?start=0&limit=10" | jq -r '.[] | "artifact: \(.name) \(.size) bytes"'
echo "downloaded: $(api "$KUBESPHERE_API/kapis/clusters/$CLUSTER/devops.kubesphere.io/v1alpha3/namespaces/$DEVOPS_PROJECT/pipelineruns/$RUN/artifacts/download?filename=service")"

REJECTED=$(api -X POST "$V1ALPHA3/pipelines/branches/pipelineruns?branch=main" -d '{"parameters": []}' | jq -r '.metadata.name')
answer "$REJECTED" true
echo "rejected: $(end "$REJECTED")"

STOPPED=$(api -X POST "$BUILDS" -d '{"parameters": []}' | jq -r '.pipelineRun')
api -X POST "$BUILDS/$(number "$STOPPED")/stop/?blocking=true&timeOutInSecs=30" -d '{}' | jq -r '"stopped: " + .result'

api -X DELETE "$PROJECTS/$DEVOPS_PROJECT" | jq -r '"project deleted: " + .message'
