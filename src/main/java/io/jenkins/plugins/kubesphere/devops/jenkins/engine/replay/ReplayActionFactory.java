package io.jenkins.plugins.kubesphere.devops.jenkins.engine.replay;

import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Failure;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayAction;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayCause;

/** Creates the actions of a replay, as Jenkins does on the page Replay if nothing is edited there. */
public final class ReplayActionFactory {
    private ReplayActionFactory() {}

    /** @throws RuntimeException a refusal if the build cannot be replayed, or not yet */
    public static ReplayActions createActions(ReplayCandidate original) {
        original.check();
        checkSecrets(original);
        ReplayAction replay = original.build().getAction(ReplayAction.class);
        if (replay == null) {
            throw original.refused("cannot be replayed: Jenkins does not offer Replay for it" + ReplayCandidate.CURE);
        }
        List<Action> actions = record(original, replay);
        return new ReplayActions(
                actions.stream()
                        .filter(CauseAction.class::isInstance)
                        .flatMap(action -> ((CauseAction) action).getCauses().stream())
                        // Not who is logged in: that is the operator.
                        .filter(cause -> !(cause instanceof Cause.UserIdCause))
                        .toList(),
                actions.stream()
                        .filter(action -> !(action instanceof CauseAction) && !(action instanceof ParametersAction))
                        .toList());
    }

    /**
     * Jenkins refuses a build with passwords, and does not say which parameters it means. Here each secret value counts:
     * others than the own class of Jenkins may be written to the build.xml of the new build.
     */
    private static void checkSecrets(ReplayCandidate original) {
        String secret = original.build().getActions(ParametersAction.class).stream()
                .flatMap(action -> action.getParameters().stream())
                .filter(ParameterValue::isSensitive)
                .map(ParameterValue::getName)
                .collect(Collectors.joining(", "));
        if (!secret.isEmpty()) {
            throw original.refused("has secret parameters (" + secret + "), and Jenkins does not replay such a build;"
                    + " create a run without replay-of that gives them");
        }
    }

    private static List<Action> record(ReplayCandidate original, ReplayAction replay) {
        List<Action> actions;
        try {
            actions = ReplayActionRecorder.record(
                    original.build().getParent(),
                    () -> replay.run2(replay.getOriginalScript(), replay.getOriginalLoadedScripts()));
        } catch (Failure e) {
            throw original.refused("cannot be replayed: " + e.getMessage() + " Create a run without replay-of");
        }
        if (actions.stream().noneMatch(ReplayActionFactory::saysReplay)) {
            throw original.notReady("cannot be replayed now: a plugin of Jenkins refuses builds of its job");
        }
        return actions;
    }

    private static boolean saysReplay(Action action) {
        return action instanceof CauseAction causes
                && causes.getCauses().stream().anyMatch(ReplayCause.class::isInstance);
    }
}
