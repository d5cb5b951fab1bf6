{{- /* Configuration as Code of Jenkins itself: who may come in, and where builds run. */}}
{{- define "kubesphere-devops.jenkins" -}}
jenkins:
  # Builds on the controller could read everything that Jenkins can, its token included.
  numExecutors: 0
  slaveAgentPort: -1
  securityRealm:
    local:
      allowsSignup: false
      users:
        - id: "${ {{- .Values.controller.admin.userKey -}} }"
          password: "${ {{- .Values.controller.admin.passwordKey -}} }"
  authorizationStrategy:
    loggedInUsersCanDoAnything:
      allowAnonymousRead: false
  {{- if .Values.agent.enabled }}
  clouds:
    - kubernetes:
        name: kubernetes
        namespace: {{ include "kubesphere-devops.agentNamespace" . }}
        jenkinsUrl: {{ include "kubesphere-devops.url" . }}
        webSocket: true
        containerCapStr: "{{ .Values.agent.containerCap }}"
        restrictedPssSecurityContext: true
        templates:
          - name: default
            nodeUsageMode: NORMAL
            serviceAccount: {{ include "kubesphere-devops.fullname" . }}-agent
            showRawYaml: false
            yamlMergeStrategy: merge
            yaml: |
              spec:
                automountServiceAccountToken: false
                # By number: the image says who by name, and whether that is root could not be told.
                securityContext:
                  runAsUser: 1000
                  runAsGroup: 1000
                  fsGroup: 1000
                containers:
                  - name: jnlp
                    image: {{ include "kubesphere-devops.image" (dict "image" .Values.agent.image "tag" "latest") }}
                    resources:
                      {{- toYaml .Values.agent.resources | nindent 22 }}
  {{- end }}
unclassified:
  location:
    url: {{ include "kubesphere-devops.url" . }}
{{- end }}
