{{- define "kubesphere-devops.subject" -}}
- kind: ServiceAccount
  name: {{ include "kubesphere-devops.account" . }}
  namespace: {{ .Release.Namespace }}
{{- end }}

{{- /* A Role and its binding to the plugin's account, from a dict: root, name, namespace, rules (a template's name). */}}
{{- define "kubesphere-devops.role" -}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ .name }}
  namespace: {{ .namespace }}
  labels:
    {{- include "kubesphere-devops.labels" .root | nindent 4 }}
rules:
  {{- include .rules .root | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ .name }}
  namespace: {{ .namespace }}
  labels:
    {{- include "kubesphere-devops.labels" .root | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ .name }}
subjects:
  {{- include "kubesphere-devops.subject" .root | nindent 2 }}
{{- end }}
