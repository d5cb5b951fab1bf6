package io.jenkins.plugins.kubesphere.devops.operator.run.parameter;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.SecretKeyRef;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the values of the parameters that a run takes from Secrets of its namespace, when its build is started. The
 * values are not kept. Each Secret is selected by its name in a list: for that, the permission that credentials need is
 * enough, and the plugin does not need the permission {@code get}.
 */
public final class SecretParameterReader {
    private static final String NAME_FIELD = "metadata.name";

    /** Each of them is a request, and the run holds a thread for so long. */
    private static final int MAX_SECRETS = 10;

    private final KubernetesClient client;

    public SecretParameterReader(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Returns the values by the names of their parameters. Sends one request for each Secret, none if the run takes no
     * parameter from a Secret.
     *
     * @throws UnreadableSecretException if a Secret or its key is missing, or may not be read; a later call may succeed
     * @throws EngineRefusalException {@link Reason#INVALID_PARAMETER} if the Secret has a type that no run may use, or
     *     if the run needs more than 10 Secrets
     */
    public Map<String, String> read(PipelineRun run) throws UnreadableSecretException {
        requireFewSecrets(run);
        Map<String, Secret> secrets = new HashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (PipelineRunParameter parameter : run.getSpec().parameters()) {
            Optional<SecretKeyRef> key = parameter.secretKey();
            if (key.isPresent()) {
                SecretParameter wanted =
                        new SecretParameter(run.getMetadata().getNamespace(), parameter.name(), key.get());
                String name = wanted.secretName();
                if (!secrets.containsKey(name)) {
                    secrets.put(name, get(wanted));
                }
                requireAllowedType(run, wanted, secrets.get(name));
                values.put(parameter.name(), wanted.valueIn(secrets.get(name)));
            }
        }
        return values;
    }

    private Secret get(SecretParameter wanted) throws UnreadableSecretException {
        try {
            return client
                    .secrets()
                    .inNamespace(wanted.namespace())
                    .withField(NAME_FIELD, wanted.secretName())
                    .list()
                    .getItems()
                    .stream()
                    .findFirst()
                    .orElseThrow(wanted::missing);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                throw wanted.forbidden();
            }
            throw e;
        }
    }

    private static void requireFewSecrets(PipelineRun run) {
        long count = run.getSpec().parameters().stream()
                .flatMap(parameter -> parameter.secretKey().stream())
                .map(SecretKeyRef::name)
                .distinct()
                .count();
        if (count > MAX_SECRETS) {
            throw new EngineRefusalException(
                    Reason.INVALID_PARAMETER,
                    PipelineRuns.ref(run) + " takes parameters from " + count + " Secrets, and at most " + MAX_SECRETS
                            + " are allowed; put the values into one Secret, under several keys");
        }
    }

    /** Whoever may create runs must not get tokens of Kubernetes itself, or what Helm has stored. */
    private static void requireAllowedType(PipelineRun run, SecretParameter wanted, Secret secret) {
        if (!SecretTypes.OPAQUE.equals(secret.getType()) && SecretTypes.NEVER_CREDENTIALS.contains(secret.getType())) {
            throw new EngineRefusalException(
                    Reason.INVALID_PARAMETER,
                    PipelineRuns.ref(run) + ": " + wanted + " takes its value from a Secret of type "
                            + secret.getType() + ", which no run may use; copy the value to a Secret of type "
                            + SecretTypes.OPAQUE);
        }
    }
}
