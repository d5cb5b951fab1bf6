package io.jenkins.plugins.kubesphere.devops.engine.json;

import io.jenkins.plugins.kubesphere.devops.api.json.StageDocument;
import io.jenkins.plugins.kubesphere.devops.api.json.StepDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Leaves out of the stages of a build what is needed least, until they fit. What failed, runs or asks is left out last,
 * and only if nothing else is left. Texts are never cut, so no character is damaged.
 */
public final class StageListTrimmer {
    private static final String SUCCESS = "SUCCESS";
    private static final String FINISHED = "FINISHED";

    /** No step needs less. To count them is cheaper than to write megabytes of JSON that do not fit. */
    private static final int MIN_STEP_BYTES = 100;

    private final int budget;
    private final List<StageDocument> stages;
    private final List<Integer> sizes = new ArrayList<>();
    private long total;

    private StageListTrimmer(List<StageDocument> stages, int budget) {
        this.stages = new ArrayList<>(stages);
        this.budget = budget;
    }

    /**
     * The stages that are left.
     *
     * @param json an array
     * @param truncated whether something was left out
     */
    public record TrimmedStages(String json, boolean truncated) {}

    /** @param budget the maximum size of the JSON in bytes of UTF-8 */
    public static TrimmedStages trim(List<StageDocument> stages, int budget) {
        StageListTrimmer trimmer = new StageListTrimmer(stages, budget);
        boolean truncated = trimmer.trim();
        return new TrimmedStages(DocumentWriter.write(trimmer.stages), truncated);
    }

    /** @return whether something was left out */
    private boolean trim() {
        if (stepCount() <= budget / MIN_STEP_BYTES) {
            measure();
            if (fits()) {
                return false;
            }
        }
        replaceAll(stage -> withSteps(
                stage,
                stage.steps().stream().map(StepDocument::withoutDescription).toList()));
        if (!fitsNow()) {
            removeRepeatedSteps();
        }
        measure();
        replaceWhileTooLarge(StageListTrimmer::succeeded, stage -> withSteps(stage, List.of()));
        replaceWhileTooLarge(stage -> true, StageListTrimmer::withoutSucceededSteps);
        replaceWhileTooLarge(stage -> true, StageDocument::withoutEdges);
        removeWhileTooLarge(StageListTrimmer::succeeded);
        replaceWhileTooLarge(stage -> true, stage -> withSteps(stage, List.of()));
        removeWhileTooLarge(stage -> true);
        return true;
    }

    private long stepCount() {
        return stages.stream().mapToLong(stage -> stage.steps().size()).sum();
    }

    private boolean fitsNow() {
        if (stepCount() > budget / MIN_STEP_BYTES) {
            return false;
        }
        measure();
        return fits();
    }

    private boolean fits() {
        return total <= budget;
    }

    private void measure() {
        sizes.clear();
        // The brackets.
        total = 2;
        // Stages with too many steps are too large, whatever their exact size is.
        stages.forEach(stage -> {
            sizes.add(
                    stage.steps().size() > budget / MIN_STEP_BYTES
                            ? stage.steps().size() * MIN_STEP_BYTES
                            : size(stage));
            total += sizes.get(sizes.size() - 1);
        });
    }

    private void replaceAll(Function<StageDocument, StageDocument> change) {
        stages.replaceAll(change::apply);
    }

    /** A stage that contains others has their steps, too. The innermost stage comes last. */
    private void removeRepeatedSteps() {
        Map<String, Integer> lastStages = new HashMap<>();
        for (int i = 0; i < stages.size(); i++) {
            for (StepDocument step : stages.get(i).steps()) {
                lastStages.put(step.id(), i);
            }
        }
        for (int i = 0; i < stages.size(); i++) {
            int position = i;
            stages.set(
                    i,
                    withSteps(
                            stages.get(i),
                            stages.get(i).steps().stream()
                                    .filter(step -> !succeeded(step) || lastStages.get(step.id()) == position)
                                    .toList()));
        }
    }

    /** Changes the stages that match, the oldest first. */
    private void replaceWhileTooLarge(
            Predicate<StageDocument> selected, Function<StageDocument, StageDocument> change) {
        for (int i = 0; i < stages.size() && !fits(); i++) {
            if (selected.test(stages.get(i))) {
                StageDocument changed = change.apply(stages.get(i));
                stages.set(i, changed);
                int size = size(changed);
                total += size - sizes.set(i, size);
            }
        }
    }

    /** Removes the stages that match, the oldest first. */
    private void removeWhileTooLarge(Predicate<StageDocument> selected) {
        List<StageDocument> kept = new ArrayList<>();
        List<Integer> keptSizes = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            if (!fits() && selected.test(stages.get(i))) {
                total -= sizes.get(i);
            } else {
                kept.add(stages.get(i));
                keptSizes.add(sizes.get(i));
            }
        }
        stages.clear();
        stages.addAll(kept);
        sizes.clear();
        sizes.addAll(keptSizes);
    }

    private static StageDocument withoutSucceededSteps(StageDocument stage) {
        return withSteps(
                stage, stage.steps().stream().filter(step -> !succeeded(step)).toList());
    }

    private static StageDocument withSteps(StageDocument stage, List<StepDocument> steps) {
        return steps.equals(stage.steps()) ? stage : stage.withSteps(steps);
    }

    private static boolean succeeded(StageDocument stage) {
        return FINISHED.equals(stage.state()) && SUCCESS.equals(stage.result());
    }

    private static boolean succeeded(StepDocument step) {
        return FINISHED.equals(step.state()) && SUCCESS.equals(step.result());
    }

    /** With the comma after it. */
    private static int size(StageDocument stage) {
        return DocumentWriter.write(stage).getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
