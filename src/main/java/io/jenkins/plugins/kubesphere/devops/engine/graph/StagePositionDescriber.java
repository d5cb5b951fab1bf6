package io.jenkins.plugins.kubesphere.devops.engine.graph;

import java.util.List;

/**
 * Says in which stage a build is, and which of the stages of its Jenkinsfile that is. Only stages that are in no other
 * are counted, because these are the columns that a person sees.
 */
public final class StagePositionDescriber {
    private StagePositionDescriber() {}

    /**
     * Returns {@code stage "Build" (1 of 3)}, or {@code stage "Unit" in "Test" (2 of 3)} for a stage in another one.
     *
     * @param stages the names of the stages around the place, the outermost first
     * @param declared the names of the stages of a declarative Jenkinsfile that are in no other, in their order; empty
     *     if the number of stages is not known
     * @return the innermost stage alone if the number is not known, or if the Jenkinsfile does not declare the stage;
     *     empty if the place is in no stage
     */
    public static String describe(List<String> stages, List<String> declared) {
        if (stages.isEmpty()) {
            return "";
        }
        String stage = "stage \"" + stages.get(stages.size() - 1) + '"';
        int number = declared.indexOf(stages.get(0)) + 1;
        if (number == 0) {
            return stage;
        }
        String outer = stages.size() == 1 ? "" : " in \"" + stages.get(0) + '"';
        return stage + outer + " (" + number + " of " + declared.size() + ")";
    }
}
