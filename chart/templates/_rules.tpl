{{- /* The rights of the plugin, and not one more. A test compares them with what the plugin asks for (Requirements.java). */}}

{{- /* Of the whole cluster, wherever it acts: projects and namespaces are in no namespace. */}}
{{- define "kubesphere-devops.clusterRules" -}}
- apiGroups: [devops.kubesphere.io]
  resources: [devopsprojects]
  verbs: [get, list, watch, patch]
- apiGroups: [""]
  resources: [namespaces]
  verbs: [list, watch, create]
- apiGroups: [devops.kubesphere.io]
  resources: [clustertemplates, clustersteptemplates]
  verbs: [list, watch]
- apiGroups: [devops.kubesphere.io]
  resources: [clustertemplates/status, clustersteptemplates/status]
  verbs: [patch]
{{- end }}

{{- /* Of each namespace where it acts. A Role may name the namespace that it is in, as an object. */}}
{{- define "kubesphere-devops.namespaceRules" -}}
- apiGroups: [""]
  resources: [namespaces]
  verbs: [get, patch, delete]
- apiGroups: [devops.kubesphere.io]
  resources: [pipelines, pipelineruns]
  verbs: [get, list, watch, patch]
- apiGroups: [devops.kubesphere.io]
  resources: [pipelineruns/status]
  verbs: [patch]
- apiGroups: [devops.kubesphere.io]
  resources: [templates]
  verbs: [list, watch]
- apiGroups: [devops.kubesphere.io]
  resources: [templates/status]
  verbs: [patch]
- apiGroups: [devops.kubesphere.io]
  resources: [gitrepositories]
  verbs: [list, watch, patch]
- apiGroups: [gitops.kubesphere.io]
  resources: [applications]
  verbs: [list, watch]
- apiGroups: [gitops.kubesphere.io]
  resources: [applications/status]
  verbs: [patch]
{{ include "kubesphere-devops.eventRules" . }}
{{- end }}

{{- define "kubesphere-devops.eventRules" -}}
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- end }}

{{- /* What the kubernetes plugin needs to run agents. */}}
{{- define "kubesphere-devops.agentRules" -}}
- apiGroups: [""]
  resources: [pods]
  verbs: [create, delete, get, list, watch]
- apiGroups: [""]
  resources: [pods/exec]
  verbs: [create, get]
- apiGroups: [""]
  resources: [pods/log]
  verbs: [get]
- apiGroups: [""]
  resources: [events]
  verbs: [get, list, watch]
{{- end }}
