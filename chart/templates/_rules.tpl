{{- /* The rights of the plugin, and not one more. A test compares them with what the plugin asks for (ClusterRequirements.java).
       If plugin.namespaces lists some, the right to Secrets is given in these by Roles, see rbac.yaml. All other rights are of
       the whole cluster: a Role is deleted with its namespace, and without a right to pipelines in one of its namespaces the
       operator would stop for all of them. Without a right to Secrets, one namespace has no credentials. */}}
{{- define "kubesphere-devops.clusterRules" -}}
- apiGroups: [devops.kubesphere.io]
  resources: [devopsprojects, pipelines, pipelineruns]
  verbs: [get, list, watch, patch]
{{- /* Finished runs that their Pipeline does not keep. */}}
- apiGroups: [devops.kubesphere.io]
  resources: [pipelineruns]
  verbs: [delete]
- apiGroups: [devops.kubesphere.io]
  resources: [pipelineruns]
  verbs: [create]
- apiGroups: [devops.kubesphere.io]
  resources: [pipelineruns/status]
  verbs: [patch]
- apiGroups: [""]
  resources: [namespaces]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- if eq .Values.plugin.runStore "configmap" }}
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get, create, patch]
{{- end }}
{{- /* All Secrets of the cluster: RBAC knows no type and no label. docs/security.md says which of them are read. */}}
{{- if and .Values.plugin.credentialsFromSecrets (not .Values.plugin.namespaces) }}
{{ include "kubesphere-devops.secretRules" . }}
{{- end }}
- apiGroups: [devops.kubesphere.io]
  resources: [templates, clustertemplates, clustersteptemplates]
  verbs: [list, watch]
- apiGroups: [devops.kubesphere.io]
  resources: [templates/status, clustertemplates/status, clustersteptemplates/status]
  verbs: [patch]
- apiGroups: [gitops.kubesphere.io]
  resources: [applications]
  verbs: [list, watch]
- apiGroups: [gitops.kubesphere.io]
  resources: [applications/status]
  verbs: [patch]
{{- if .Values.plugin.restApi.enabled }}
{{ include "kubesphere-devops.restApiRules" . }}
{{- end }}
{{- end }}

{{- /* What callers of the REST API may ask for. Who may is decided for each of them, by the reviews. */}}
{{- define "kubesphere-devops.restApiRules" -}}
- apiGroups: [authentication.k8s.io]
  resources: [tokenreviews]
  verbs: [create]
- apiGroups: [authorization.k8s.io]
  resources: [subjectaccessreviews]
  verbs: [create]
{{- if eq .Values.plugin.restApi.writes "caller" }}
- apiGroups: [""]
  resources: [users, groups, serviceaccounts]
  verbs: [impersonate]
{{- end }}
- apiGroups: [devops.kubesphere.io]
  resources: [devopsprojects, pipelines]
  verbs: [create, update, delete]
- apiGroups: [devops.kubesphere.io]
  resources: [gitrepositories]
  verbs: [get, list, watch, create, update, delete]
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get]
{{- if not .Values.plugin.namespaces }}
{{ include "kubesphere-devops.restApiSecretRules" . }}
{{- end }}
{{- end }}

{{- /* For the whole cluster, or in each namespace of plugin.namespaces. */}}
{{- define "kubesphere-devops.restApiSecretRules" -}}
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, watch, create, update, delete]
{{- end }}

{{- /* In the system namespace, if the right to Secrets is only given in others. */}}
{{- define "kubesphere-devops.webhookSecretRules" -}}
- apiGroups: [""]
  resources: [secrets]
  resourceNames: [{{ .Values.plugin.restApi.webhookSecret | quote }}]
  verbs: [get]
{{- end }}

{{- /* For the whole cluster, or in each namespace of plugin.namespaces. */}}
{{- define "kubesphere-devops.secretRules" -}}
- apiGroups: [""]
  resources: [secrets]
  verbs: {{ .Values.plugin.statusOnSecrets | ternary "[list, watch, patch]" "[list, watch]" }}
{{- end }}

{{- /* In the system namespace: the Lease, which only one Jenkins of the cluster holds. */}}
{{- define "kubesphere-devops.systemRules" -}}
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [create]
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: [kubesphere-devops]
  verbs: [get, update]
{{- end }}

{{- /* In the namespace of the agents: what the kubernetes plugin needs to run them. */}}
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
