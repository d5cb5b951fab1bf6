package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.ParametersAction;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.run.OriginalRun;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.BranchParameterRecorder;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.JobParameterProvider;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.KnownJobParameters;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.replay.ReplayActionFactory;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.replay.ReplayActions;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.replay.ReplayCandidate;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.replay.StageRestartProvider;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary.BuiltInParameterTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Creates the actions of a new build: its run, its causes, its parameters, and what it replays. */
final class BuildActionFactory {
    private final RunLocator locator;

    BuildActionFactory(RunLocator locator) {
        this.locator = locator;
    }

    /** May read files and call other plugins, so the caller must not hold a lock. */
    List<Action> create(WorkflowJob job, RunRequest request) {
        List<Action> actions = new ArrayList<>();
        List<Cause> causes = new ArrayList<>();
        actions.add(new PipelineRunAction(request.run(), request.createdAt()));
        causes.add(new PipelineRunCause(request));
        Optional<WorkflowRun> original = request.original().map(found -> findBuild(job, request, found));
        original.ifPresent(build -> {
            ReplayActions replay = createReplay(job, new ReplayCandidate(build, request));
            actions.addAll(replay.actions());
            causes.addAll(replay.causes());
        });
        actions.add(new CauseAction(causes.toArray(new Cause[0])));
        original.map(build -> build.getAction(ParametersAction.class))
                .map(values -> Optional.of(addGiven(values, job, request)))
                .orElseGet(() -> createParameters(job, request))
                .ifPresent(actions::add);
        return actions;
    }

    private WorkflowRun findBuild(WorkflowJob job, RunRequest request, OriginalRun original) {
        Optional<RunLocation> location = locator.find(job, original.run(), original.createdAt());
        if (location.orElse(null) instanceof RunLocation.Built built) {
            return built.build();
        }
        if (location.orElse(null) instanceof RunLocation.BuildDeleted
                || location.orElse(null) instanceof RunLocation.Cancelled
                || original.ended()) {
            throw EngineRefusalException.ofReplay(
                    request.run(),
                    original.run() + " has no build in the job " + request.job()
                            + ": it was not built, or its build was deleted; create a run without replay-of, or replay"
                            + " another one");
        }
        throw new EngineRefusalException(
                Reason.ORIGINAL_NOT_READY, original.run() + ", which it replays, has no build yet");
    }

    private static ReplayActions createReplay(WorkflowJob job, ReplayCandidate original) {
        RunRequest request = original.request();
        Optional<String> stage = request.original().flatMap(OriginalRun::stage);
        if (stage.isPresent()) {
            return createRestart(original, stage.get());
        }
        if (original.build().getAction(ParametersAction.class) != null || hasOnlyBuiltInParameters(job)) {
            return ReplayActionFactory.createActions(original);
        }
        try {
            // Jenkins computes the default values of all parameters for a build that has none.
            return TimeLimitedCall.shared()
                    .call(request.job().folder(), () -> ReplayActionFactory.createActions(original));
        } catch (TimeoutException e) {
            throw new EngineRefusalException(
                    Reason.ORIGINAL_NOT_READY,
                    "a plugin of a parameter of the job " + request.job() + " does not tell its default value in time");
        }
    }

    private static boolean hasOnlyBuiltInParameters(WorkflowJob job) {
        return JobParameterProvider.get(job).definitions().values().stream().allMatch(BuiltInParameterTypes::contains);
    }

    private static ReplayActions createRestart(ReplayCandidate original, String stage) {
        RunRequest request = original.request();
        if (!request.parameters().isEmpty()) {
            throw EngineRefusalException.ofReplay(
                    request.run(),
                    "a build that begins at a stage has the parameters of the build that it restarts;"
                            + " remove spec.parameters, or leave restart-stage out to replay all of it with others");
        }
        return StageRestartProvider.find()
                .orElseThrow(() -> EngineRefusalException.ofReplay(
                        request.run(),
                        "to restart a build at a stage needs the plugin pipeline-model-definition,"
                                + " which Jenkins does not run; install it and restart Jenkins, or create a run without"
                                + " restart-stage"))
                .createActions(original, stage);
    }

    private static ParametersAction addGiven(ParametersAction values, WorkflowJob job, RunRequest request) {
        if (request.parameters().isEmpty()) {
            return values;
        }
        boolean isBeingRead = isBeingRead(job, request);
        KnownJobParameters parameters = JobParameterProvider.read(job);
        return values.merge(new ParametersAction(
                new ParameterValueFactory(job, parameters, isBeingRead, request).createGivenValues(),
                parameters.ofJenkinsfile()));
    }

    private static Optional<ParametersAction> createParameters(WorkflowJob job, RunRequest request) {
        boolean isBeingRead = isBeingRead(job, request);
        KnownJobParameters parameters =
                request.parameters().isEmpty() ? JobParameterProvider.get(job) : JobParameterProvider.read(job);
        var values = new ParameterValueFactory(job, parameters, isBeingRead, request).createValues();
        // Jenkins would hide a parameter from the environment if only the next build adds it to the job.
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new ParametersAction(values, parameters.ofJenkinsfile()));
    }

    /** Asked before the parameters are read: if the reading ends in between, its end wakes the run up. */
    private static boolean isBeingRead(WorkflowJob job, RunRequest request) {
        return !request.parameters().isEmpty()
                && BranchParameterRecorder.get().isBeingRead(job, namesOf(request.parameters()));
    }

    private static Set<String> namesOf(List<RunParameter> parameters) {
        return parameters.stream().map(RunParameter::name).collect(Collectors.toUnmodifiableSet());
    }
}
