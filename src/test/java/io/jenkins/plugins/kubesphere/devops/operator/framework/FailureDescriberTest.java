package io.jenkins.plugins.kubesphere.devops.operator.framework;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailureDescriberTest {

    @Test
    void messagesForUsersAreShown() {
        assertThat(FailureDescriber.describe(new EngineFailureException("try again")))
                .isEqualTo("try again");
        assertThat(FailureDescriber.describe(
                        new EngineRefusalException(EngineRefusalException.Reason.INVALID_NAME, "a name")))
                .isEqualTo("a name");
    }

    /** The message of the exception has the address of the API server, and the whole status object. */
    @Test
    void onlyTheMessageOfTheStatusOfAnApiServerIsShown() {
        Status status = new StatusBuilder()
                .withCode(403)
                .withMessage("namespaces \"demo\" is forbidden: exceeded quota")
                .build();
        String text = "Failure executing: POST at: https://10.0.0.1/api/v1/namespaces. Message: …";

        assertThat(FailureDescriber.describe(new KubernetesClientException(text, 403, status)))
                .isEqualTo("the Kubernetes API answered: namespaces \"demo\" is forbidden: exceeded quota");
        assertThat(FailureDescriber.describe(new KubernetesClientException(text, 502, new Status())))
                .isEqualTo("the Kubernetes API answered with HTTP 502; see the log of Jenkins");
        assertThat(FailureDescriber.describe(new KubernetesClientException(
                        text, 503, new StatusBuilder().withMessage(" ").build())))
                .isEqualTo("the Kubernetes API answered with HTTP 503; see the log of Jenkins");
        assertThat(FailureDescriber.describe(new KubernetesClientException(text, 0, status)))
                .isEqualTo("the Kubernetes API did not answer; see the log of Jenkins");
        assertThat(FailureDescriber.describe(new KubernetesClientException(text)))
                .isEqualTo("the Kubernetes API did not answer; see the log of Jenkins");
    }

    /** The message of such an exception is often a path of JENKINS_HOME. */
    @Test
    void theMessageOfAnotherExceptionIsNotShown() {
        Throwable failure = new UncheckedIOException(new IOException("/var/jenkins_home/jobs/demo/config.xml"));

        assertThat(FailureDescriber.describe(failure))
                .isEqualTo("internal error (UncheckedIOException); see the log of Jenkins");
        assertThat(FailureDescriber.describe(MaskedException.hideMessages(failure)))
                .isEqualTo("internal error (UncheckedIOException); see the log of Jenkins");
    }
}
