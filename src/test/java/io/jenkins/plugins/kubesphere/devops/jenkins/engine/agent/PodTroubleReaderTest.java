package io.jenkins.plugins.kubesphere.devops.jenkins.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTroubleReaderTest {
    private static final String CONTAINER =
            "containerStatuses: [{name: maven, image: 'maven:9', imageID: '', ready: false, restartCount: 0, ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state: {waiting: {reason: ErrImagePull, message: 'not found'}}"
                        + " | ImagePullBackOff | cannot pull image maven:9 (ImagePullBackOff)",
                "state: {waiting: {reason: ImagePullBackOff}}"
                        + " | ImagePullBackOff | cannot pull image maven:9 (ImagePullBackOff)",
                "state: {waiting: {reason: CreateContainerConfigError, message: 'secret \"x\" not found'}}"
                        + " | CreateContainerConfigError"
                        + " | cannot start container maven (CreateContainerConfigError): secret \"x\" not found",
                "state: {terminated: {reason: OOMKilled, exitCode: 137}} | OOMKilled"
                        + " | was stopped: container maven used more memory than its limit (OOMKilled)",
                "state: {running: {}}, lastState: {terminated: {reason: OOMKilled, exitCode: 137}} | OOMKilled"
                        + " | was stopped: container maven used more memory than its limit (OOMKilled)",
                "state: {waiting: {reason: CrashLoopBackOff}},"
                        + " lastState: {terminated: {reason: OOMKilled, exitCode: 137}} | OOMKilled"
                        + " | was stopped: container maven used more memory than its limit (OOMKilled)",
                "state: {terminated: {reason: Error, exitCode: 3}} | Error"
                        + " | failed: container maven ended with exit code 3",
            })
    void aContainerThatDoesNotRunIsNamedWithTheReasonOfKubernetes(String state, String kind, String text) {
        assertThat(read("phase: Pending, " + CONTAINER + state + "}]")).contains(new PodTrouble(kind, text));
    }

    @Test
    void aPodWithoutANodeHasTheMessageOfTheScheduler() {
        assertThat(read("phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable,"
                        + " message: '0/3 nodes are available'}]"))
                .contains(new PodTrouble("Unschedulable", "has no node (Unschedulable): 0/3 nodes are available"));
    }

    @Test
    void aLongMessageIsCut() {
        String text = read("phase: Failed, reason: Evicted, message: '" + "x".repeat(5_000) + "'")
                .orElseThrow()
                .text();
        assertThat(text).startsWith("failed (Evicted): xxx").hasSizeLessThan(350);
    }

    @Test
    void aPodThatStartsIsPendingAndNeedsNoAttention() {
        assertThat(read("phase: Pending, " + CONTAINER + "state: {waiting: {reason: ContainerCreating}}}]"))
                .contains(new PodTrouble("", "is pending"));
        assertThat(PodTroubleReader.read(new Pod())).contains(new PodTrouble("", "is pending"));
    }

    @Test
    void aPodThatRunsHasNoTrouble() {
        assertThat(read("phase: Running, " + CONTAINER
                        + "state: {running: {}}, lastState: {terminated: {reason: Error, exitCode: 3}}}]"))
                .as("a container that runs again")
                .isEmpty();
        assertThat(read("phase: Succeeded")).isEmpty();
        assertThat(read("phase: Running, " + CONTAINER + "state: {running: {}}}]"))
                .isEmpty();
    }

    private static Optional<PodTrouble> read(String status) {
        return PodTroubleReader.read(Serialization.unmarshal("kind: Pod\nstatus: {" + status + "}", Pod.class));
    }
}
