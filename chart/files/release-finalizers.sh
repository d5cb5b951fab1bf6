#!/bin/sh
# release-finalizers.sh [namespace...] - takes the finalizers of this plugin and of ks-devops off runs, pipelines and projects,
# so that they can be deleted while nobody is there to do it. Nothing is deleted, and finalizers of others stay.
# With namespaces: only there, and only the projects of those. It needs kubectl, and the rights to list and patch the three
# kinds. Stop Jenkins first: the plugin would put its finalizers back.
set -eu

api=/apis/devops.kubesphere.io/v1alpha3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

say() { printf '%s\n' "release-finalizers: $*"; }

# One line for each object that we hold. If nobody else holds it, it is the object as "kubectl patch -f" wants it, because that
# patches thousands in one process; else the arguments of a patch of its own, which leaves the others' finalizers.
cat >"$folder/template" <<'END'
{{- $place := .metadata.namespace -}}
{{- if not $place -}}
  {{- $place = .metadata.name -}}
  {{- with .status }}{{ with .adminNamespace }}{{ $place = . }}{{ end }}{{ end -}}
{{- end -}}
{{- $ours := false }}{{ $others := "" -}}
{{- range .metadata.finalizers -}}
  {{- if or (eq . "devops.kubesphere.io/pipelinerun" "pipelinerun.finalizers.kubesphere.io")
            (eq . "devops.kubesphere.io/pipeline" "pipeline.finalizers.kubesphere.io")
            (eq . "devops.kubesphere.io/devopsproject" "devopsproject.finalizers.kubesphere.io") -}}
    {{- $ours = true -}}
  {{- else -}}
    {{- $others = printf "%s%s%q" $others (and $others ",") . -}}
  {{- end -}}
{{- end -}}
{{- if and $ours WANTED -}}
  {{- if $others -}}
    {{ .kind }} {{ .metadata.name }} {{ or .metadata.namespace "-" }} {"metadata":{"resourceVersion":"{{ .metadata.resourceVersion }}","finalizers":[{{ $others }}]}}
  {{- else -}}
    {"apiVersion":"{{ .apiVersion }}","kind":"{{ .kind }}","metadata":{"name":"{{ .metadata.name }}"{{ with .metadata.namespace }},"namespace":"{{ . }}"{{ end }}}}
  {{- end -}}
  {{ "\n" }}
{{- end -}}
END
wanted=true
if [ $# -gt 0 ]; then
  wanted='(eq $place'
  for namespace in "$@"; do wanted="$wanted \"$namespace\""; done
  wanted="$wanted)"
fi
sed "s/WANTED/$wanted/" "$folder/template" >"$folder/held.template"

# release LIST - page by page: "kubectl get" would hold all objects in memory at once, of which there may be ten thousands.
release() {
  next=
  while :; do
    kubectl get --raw "$1?limit=500&continue=$next" >"$folder/page" || return 1
    case $(head -c 200 "$folder/page") in *'"items":[]'*) return 0 ;; esac
    # Nothing is created: it is how kubectl applies a template to a file.
    kubectl create --dry-run=client --validate=false -f "$folder/page" \
      -o go-template-file="$folder/held.template" >"$folder/held" || return 1
    sed -n '/^{/p' "$folder/held" >"$folder/alone"
    if [ -s "$folder/alone" ]; then
      kubectl patch -f "$folder/alone" --type merge -p '{"metadata":{"finalizers":null}}' >"$folder/said" || return 1
    fi
    sed '/^{/d' "$folder/held" | while read -r kind name namespace change; do
      [ "$namespace" = - ] && unset namespace
      kubectl patch "$kind.v1alpha3.devops.kubesphere.io" "$name" ${namespace:+-n "$namespace"} --type merge -p "$change" \
        >"$folder/said" || exit 1
    done || return 1
    released=$((released + $(wc -l <"$folder/held")))
    # At the end, because the keys of a list of custom resources are sorted.
    next=$(tail -c 2000 "$folder/page" | sed -n 's/.*"metadata":{"continue":"\([^"]*\)".*/\1/p')
    [ -n "$next" ] || return 0
  done
}

release_all() {
  for kind in pipelineruns pipelines; do
    if [ $# -eq 0 ]; then
      release "$api/$kind" || return 1
    else
      for namespace in "$@"; do release "$api/namespaces/$namespace/$kind" || return 1; done
    fi
  done
  release "$api/devopsprojects"
}

# Again after an error: somebody else may have written or deleted an object in between.
released=0
attempt=1
until release_all "$@"; do
  [ "$attempt" -lt 5 ] || { say "failed; what kubectl said stands above. Running it again is harmless"; exit 1; }
  attempt=$((attempt + 1))
  sleep 2
done
say "released $released objects"
