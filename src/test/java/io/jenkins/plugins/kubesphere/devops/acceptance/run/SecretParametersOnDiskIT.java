package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.ParameterSource;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.SecretKeyRef;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.realjenkins.HomeSearcher;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that Jenkins stores no value of a Secret in clear: neither in build.xml nor in its queue or log. */
class SecretParametersOnDiskIT extends ControllerTestCase {
    private static final String VALUE = "v4lue-that-is-nowhere-on-disk";

    @Test
    void theValueOfASecretIsNotInTheHomeOfJenkins() {
        scenario.client
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("keys")
                        .withNamespace(scenario.namespace)
                        .endMetadata()
                        .withStringData(Map.of("deploy", VALUE))
                        .build())
                .create();
        scenario.awaitReady(scenario.createPipelineWithoutWait(
                "web",
                NoScmPipelineBuilder.named("web")
                        .parameters(
                                new PipelineParameter("WHO", "string", "", null),
                                new PipelineParameter("KEY", "password", "", null))
                        .jenkinsfile("pipeline { agent any; stages { stage('Test') { steps {"
                                + " sh 'set +x; echo length ${#KEY}' } } } }")
                        .spec()));
        ParameterSource source = new ParameterSource(new SecretKeyRef("keys", "deploy"));

        PipelineRun run =
                scenario.awaitEnd(scenario.createRun("web-1", "web", new PipelineRunParameter("KEY", null, source)));
        PipelineRun refused =
                scenario.awaitEnd(scenario.createRun("web-2", "web", new PipelineRunParameter("WHO", null, source)));

        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(refused.getStatus().phase()).isEqualTo("Failed");
        assertThat(scenario.target.log(scenario.job("web"), AcceptanceTestProject.ref(run)))
                .contains("length " + VALUE.length());
        assertThat(run.getStatus().parameters())
                .extracting(parameter -> parameter.name() + "=" + parameter.value())
                .containsExactly("WHO=", "KEY=****");
        assertThat(HomeSearcher.findFilesWith(target.controller().home(), VALUE))
                .isEmpty();
    }
}
