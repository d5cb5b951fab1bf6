package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.ParameterSource;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.SecretKeyRef;
import io.jenkins.plugins.kubesphere.devops.api.run.UsedParameter;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests runs that take the value of a parameter from a Secret. */
class SecretParametersIT extends AcceptanceTestCase {
    private static final String VALUE = "v4lue-of-the-secret";
    private static final PipelineRunParameter FROM_SECRET =
            new PipelineRunParameter("KEY", null, new ParameterSource(new SecretKeyRef("keys", "deploy")));

    @Test
    void theBuildGetsTheValueAndTheRunDoesNotShowIt() {
        createSecret("Opaque", Map.of("deploy", VALUE));
        createPipeline("sh 'set +x; echo \"key $KEY\"; exit 1'");

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web", FROM_SECRET));

        assertThat(message(run)).contains("key ****");
        assertThat(run.getStatus().parameters())
                .as("with the default of WHO")
                .containsExactly(new UsedParameter("WHO", "world", null), new UsedParameter("KEY", "****", null));
        assertThat(Serialization.asJson(run)).doesNotContain(VALUE);
        assertThat(scenario.awaitEvents(run, "Updated")).noneMatch(event -> event.contains(VALUE));
    }

    @Test
    void aRunWaitsForItsSecretAndForTheKey() {
        createPipeline("sh '[ \"$KEY\" = " + VALUE + " ]'");
        PipelineRun run = scenario.createRun("web-1", "web", FROM_SECRET);
        assertThat(scenario.awaitReason(run, "Succeeded", "SecretNotFound"))
                .isEqualTo("PipelineRun " + scenario.namespace + "/web-1 waits: parameter \"KEY\" takes its value from"
                        + " Secret " + scenario.namespace + "/keys, which does not exist; create it with the key"
                        + " \"deploy\", or delete the run");

        Secret secret = createSecret("Opaque", Map.of("other", "x"));
        scenario.await(run, found -> message(found).contains("which has no key \"deploy\"; add the key, or"));

        scenario.edit(secret, found -> found.setStringData(Map.of("deploy", VALUE)));
        assertThat(scenario.awaitEnd(run).getStatus().phase()).isEqualTo("Succeeded");
    }

    @Test
    void aParameterThatIsNoPasswordIsRefused() {
        createSecret("Opaque", Map.of("deploy", VALUE));
        createPipeline("echo 'built'");

        PipelineRun run = scenario.awaitEnd(
                scenario.createRun("web-1", "web", new PipelineRunParameter("WHO", null, FROM_SECRET.valueFrom())));

        assertThat(run.getStatus().phase()).isEqualTo("Failed");
        assertThat(scenario.awaitReason(run, "Succeeded", "InvalidParameter"))
                .contains("parameter \"WHO\" of", "declare the parameter as a password")
                .doesNotContain(VALUE);
    }

    @Test
    void aSecretOfHelmIsRefused() {
        createSecret("helm.sh/release.v1", Map.of("deploy", VALUE));
        createPipeline("echo 'built'");

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web", FROM_SECRET));

        assertThat(scenario.awaitReason(run, "Succeeded", "InvalidParameter"))
                .contains("from a Secret of type helm.sh/release.v1, which no run may use; copy the value");
    }

    @Test
    void aRunThatNeedsMoreThanTenSecretsIsRefused() {
        createPipeline("echo 'built'");
        PipelineRunParameter[] parameters = IntStream.range(0, 11)
                .mapToObj(i -> new PipelineRunParameter(
                        "KEY" + i, null, new ParameterSource(new SecretKeyRef("keys-" + i, "deploy"))))
                .toArray(PipelineRunParameter[]::new);

        PipelineRun run = scenario.awaitEnd(scenario.createRun("web-1", "web", parameters));

        assertThat(scenario.awaitReason(run, "Succeeded", "InvalidParameter"))
                .isEqualTo("PipelineRun " + scenario.namespace + "/web-1 takes parameters from 11 Secrets, and at most"
                        + " 10 are allowed; put the values into one Secret, under several keys");
    }

    private void createPipeline(String steps) {
        scenario.awaitReady(scenario.createPipelineWithoutWait(
                "web",
                NoScmPipelineBuilder.named("web")
                        .parameters(
                                new PipelineParameter("WHO", "string", "world", null),
                                new PipelineParameter("KEY", "password", "", null))
                        .jenkinsfile("pipeline { agent any; stages { stage('Test') { steps { " + steps + " } } } }")
                        .spec()));
    }

    private Secret createSecret(String type, Map<String, String> data) {
        return scenario.client
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("keys")
                        .withNamespace(scenario.namespace)
                        .endMetadata()
                        .withType(type)
                        .withStringData(data)
                        .build())
                .create();
    }

    private static String message(PipelineRun run) {
        return run.getStatus()
                .condition("Succeeded")
                .map(condition -> condition.message())
                .orElse("");
    }
}
