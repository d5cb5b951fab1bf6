{{- define "kubesphere-devops.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* 52 characters: the longest suffix makes them 63, which is as long as a label may be. */}}
{{- define "kubesphere-devops.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- $full := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) }}
{{- default $full .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- end }}

{{- define "kubesphere-devops.selector" -}}
app.kubernetes.io/name: {{ include "kubesphere-devops.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "kubesphere-devops.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "kubesphere-devops.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- /* The account whose rights the plugin has. There is no default for one that is not made here: rights given to the
       account "default" are given to every pod of its namespace. */}}
{{- define "kubesphere-devops.account" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "kubesphere-devops.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- required "serviceAccount.name: name the account that Jenkins runs as, because serviceAccount.create is false" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "kubesphere-devops.systemNamespace" -}}
{{- default .Release.Namespace .Values.plugin.systemNamespace }}
{{- end }}

{{- define "kubesphere-devops.agentNamespace" -}}
{{- $namespace := default (printf "%s-agents" .Release.Namespace) .Values.agent.namespace }}
{{- if eq $namespace .Release.Namespace }}
{{- fail (printf "agent.namespace: %s is the namespace of the controller; who writes a Jenkinsfile chooses the service account of its pods, and could choose the controller's there. Name another namespace" $namespace) }}
{{- end }}
{{- $namespace }}
{{- end }}

{{- define "kubesphere-devops.url" -}}
{{- default (printf "http://%s.%s.svc:%v/" (include "kubesphere-devops.fullname" .) .Release.Namespace .Values.controller.servicePort) .Values.controller.jenkinsUrl }}
{{- end }}

{{- define "kubesphere-devops.adminSecret" -}}
{{- default (include "kubesphere-devops.fullname" .) .Values.controller.admin.existingSecret }}
{{- end }}

{{- /* Name of the Secret with a token of KubeSphere; empty if there is none. */}}
{{- define "kubesphere-devops.kubeSphereTokenSecret" -}}
{{- with .Values.plugin.restApi -}}
{{- if and .kubeSphereTokenSecret (not .kubeSphereUrl) -}}
{{- fail "plugin.restApi.kubeSphereTokenSecret: it is used with plugin.restApi.kubeSphereUrl only; give the address of KubeSphere's API server" }}
{{- end -}}
{{- if .enabled -}}{{ .kubeSphereTokenSecret }}{{- end -}}
{{- end -}}
{{- end }}

{{- /* An image's name, from a dict with its values and the default of its tag. */}}
{{- define "kubesphere-devops.image" -}}
{{- with .image.registry }}{{ . }}/{{ end }}{{ .image.repository }}:{{ default .tag .image.tag }}
{{- end }}

{{- define "kubesphere-devops.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}
