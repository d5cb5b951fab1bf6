package io.jenkins.plugins.kubesphere.devops.jenkins.engine.agent;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads from the status of a pod why it is not an agent yet. */
final class PodTroubleReader {
    private static final Set<String> PULL_REASONS =
            Set.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "RegistryUnavailable");

    /** What a container does that starts as it should. */
    private static final Set<String> STARTING = Set.of("ContainerCreating", "PodInitializing");

    /** The kubelet reports the first failure to pull an image with another reason than the next. */
    private static final String FIRST_PULL_FAILURE = "ErrImagePull";

    private static final String PULL_BACK_OFF = "ImagePullBackOff";
    private static final String OUT_OF_MEMORY = "OOMKilled";
    private static final int MAX_MESSAGE_LENGTH = 300;

    private PodTroubleReader() {}

    /** Returns empty if the pod runs, and nothing is wrong with it. */
    static Optional<PodTrouble> read(Pod pod) {
        PodStatus status = pod.getStatus();
        if (status == null) {
            return Optional.of(new PodTrouble("", "is pending"));
        }
        return Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
                .flatMap(List::stream)
                .flatMap(container -> ofContainer(container).stream())
                .findFirst()
                .or(() -> ofScheduling(status))
                .or(() -> ofPhase(status));
    }

    private static Optional<PodTrouble> ofContainer(ContainerStatus container) {
        ContainerState state = container.getState();
        ContainerState before = container.getLastState();
        Optional<ContainerStateTerminated> ended = Stream.of(
                        Optional.ofNullable(state).map(ContainerState::getTerminated),
                        Optional.ofNullable(before).map(ContainerState::getTerminated))
                .flatMap(Optional::stream)
                .filter(found -> found.getExitCode() != null && found.getExitCode() != 0)
                .findFirst();
        if (ended.filter(found -> OUT_OF_MEMORY.equals(found.getReason())).isPresent()) {
            return Optional.of(new PodTrouble(
                    OUT_OF_MEMORY,
                    "was stopped: container " + container.getName() + " used more memory than its limit (OOMKilled)"));
        }
        Optional<ContainerStateWaiting> waiting = Optional.ofNullable(state)
                .map(ContainerState::getWaiting)
                .filter(found -> found.getReason() != null && !STARTING.contains(found.getReason()));
        if (waiting.isPresent()) {
            return waiting.map(found -> ofWaiting(container, found));
        }
        boolean runsAgain = state != null && state.getRunning() != null;
        return ended.filter(found -> !runsAgain)
                .map(found -> new PodTrouble(
                        reason(found.getReason(), "Error"),
                        "failed: container " + container.getName() + " ended with exit code " + found.getExitCode()
                                + message(found.getMessage())));
    }

    private static PodTrouble ofWaiting(ContainerStatus container, ContainerStateWaiting waiting) {
        String reason = waiting.getReason();
        if (PULL_REASONS.contains(reason)) {
            String kind = FIRST_PULL_FAILURE.equals(reason) ? PULL_BACK_OFF : reason;
            return new PodTrouble(kind, "cannot pull image " + container.getImage() + " (" + kind + ")");
        }
        return new PodTrouble(
                reason,
                "cannot start container " + container.getName() + " (" + reason + ")" + message(waiting.getMessage()));
    }

    private static Optional<PodTrouble> ofScheduling(PodStatus status) {
        return status.getConditions().stream()
                .filter(condition ->
                        "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus()))
                .map(condition ->
                        ofUnscheduled(reason(condition.getReason(), "Unschedulable"), message(condition.getMessage())))
                .findFirst();
    }

    private static PodTrouble ofUnscheduled(String reason, String message) {
        return new PodTrouble(reason, "has no node (" + reason + ")" + message);
    }

    private static Optional<PodTrouble> ofPhase(PodStatus status) {
        if ("Failed".equals(status.getPhase())) {
            String reason = reason(status.getReason(), "Failed");
            return Optional.of(new PodTrouble(reason, "failed (" + reason + ")" + message(status.getMessage())));
        }
        return status.getPhase() == null || "Pending".equals(status.getPhase())
                ? Optional.of(new PodTrouble("", "is pending"))
                : Optional.empty();
    }

    private static String reason(String reason, String otherwise) {
        return reason == null || reason.isBlank() ? otherwise : reason;
    }

    private static String message(String message) {
        return message == null || message.isBlank()
                ? ""
                : ": " + TextTruncator.truncate(message.strip().replace('\n', ' '), MAX_MESSAGE_LENGTH);
    }
}
