package io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure;

import io.jenkins.plugins.kubesphere.devops.engine.graph.StagePositionDescriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.actions.BodyInvocationAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;

/**
 * Says in which stage and step of a Jenkinsfile a node of a build is, in the names that the Jenkinsfile has for them.
 */
public final class StepLocationDescriber {
    private static final String STAGE = "stage";

    private StepLocationDescriber() {}

    /**
     * Returns {@code stage "Build" (1 of 3), step sh (Compile): }, where {@code Compile} is the label of the step.
     *
     * @param declared the stages of a declarative Jenkinsfile that are in no other; empty if their number is not known
     * @return without the stage if the step is in none; without the step if the error is one of Groovy code, which no
     *     step has; empty if there is neither
     */
    public static String describe(FlowNode origin, List<String> declared) {
        FlowNode node = origin instanceof BlockEndNode<?> end ? end.getStartNode() : origin;
        Optional<String> stage = Optional.of(StagePositionDescriber.describe(stages(node), declared))
                .filter(found -> !found.isEmpty());
        Optional<String> step = isStep(node) ? Optional.of(describeStep(node)) : Optional.empty();
        String place = stage.isPresent() && step.isPresent()
                ? stage.get() + ", " + step.get()
                : stage.or(() -> step).orElse("");
        return place.isEmpty() ? "" : place + ": ";
    }

    /** The names of the stages around a node and of itself, the outermost first. */
    private static List<String> stages(FlowNode node) {
        List<String> stages = new ArrayList<>();
        Stream.concat(Stream.of(node), node.getEnclosingBlocks().stream())
                .filter(StepLocationDescriber::isStage)
                .forEach(stage -> stages.add(0, label(stage)));
        return stages;
    }

    private static String describeStep(FlowNode node) {
        String label = label(node);
        return "step " + functionName(node) + (label.isEmpty() ? "" : " (" + label + ")");
    }

    /** The block of a step is a node of its own, without a name. An error there is one of the code in the block. */
    private static boolean isStep(FlowNode node) {
        return !functionName(node).isEmpty()
                && !STAGE.equals(functionName(node))
                && node.getPersistentAction(BodyInvocationAction.class) == null;
    }

    /** Other steps have labels, too: {@code sh(label: …)}, and {@code build} has the name of the job. */
    private static boolean isStage(FlowNode node) {
        return STAGE.equals(functionName(node)) && !label(node).isEmpty();
    }

    /** The name of the step in a Jenkinsfile; empty if the node belongs to no step. */
    private static String functionName(FlowNode node) {
        return node instanceof StepNode step && step.getDescriptor() != null
                ? step.getDescriptor().getFunctionName()
                : "";
    }

    /** The label that somebody gave; empty if there is none, or if the node is a branch of {@code parallel}. */
    private static String label(FlowNode node) {
        LabelAction label = node.getPersistentAction(LabelAction.class);
        boolean isBranch = node.getPersistentAction(ThreadNameAction.class) != null;
        return label == null || isBranch || label.getDisplayName() == null ? "" : label.getDisplayName();
    }
}
