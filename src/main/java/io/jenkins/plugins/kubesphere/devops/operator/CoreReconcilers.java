package io.jenkins.plugins.kubesphere.devops.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.Retry;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineListener;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.RunRef;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.kubernetes.UpdateFilter;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.SdkSession;
import io.jenkins.plugins.kubesphere.devops.operator.pipeline.PipelineReconciler;
import io.jenkins.plugins.kubesphere.devops.operator.project.ProjectReconciler;
import io.jenkins.plugins.kubesphere.devops.operator.run.RunReconciler;
import java.time.Clock;
import java.util.List;

/**
 * Wires the reconcilers of projects, pipelines and runs to each other and to the engine: a project's folder wakes its
 * pipelines, a pipeline's job wakes its runs, an engine event wakes the object it is about.
 */
final class CoreReconcilers implements SdkSession.Registration {
    private final OperatorSettings settings;
    private final Engine engine;
    private final Clock clock;

    CoreReconcilers(OperatorSettings settings, Engine engine, Clock clock) {
        this.settings = settings;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public List<AutoCloseable> register(Operator operator, KubernetesClient client) {
        EventRecorder events = new EventRecorder(client, clock);
        Wiring wiring = new Wiring();
        wiring.runs = new RunReconciler(
                engine,
                client,
                events,
                clock,
                settings.home(),
                settings.patience(),
                Math.max(1, settings.workers() / 2),
                job -> wiring.pipelines.find(job));
        wiring.pipelines = new PipelineReconciler(engine, client, events, clock, wiring.runs::jobSynced);
        wiring.projects = new ProjectReconciler(
                settings.namespaces(), engine, client, events, clock, wiring.pipelines::folderSynced);

        operator.<DevOpsProject>register(wiring.projects, configuration -> common(configuration)
                .withName("devopsprojects")
                .withGenericFilter(wiring.projects::concerns)
                .withFinalizer(Finalizers.PROJECT)
                .withGenerationAware(false)
                .withOnUpdateFilter(UpdateFilter::matters));
        operator.<Pipeline>register(wiring.pipelines, configuration -> namespaced(configuration)
                .withName("pipelines")
                .withFinalizer(Finalizers.PIPELINE)
                .withGenerationAware(false)
                .withOnUpdateFilter(PipelineReconciler::accepts));
        operator.<PipelineRun>register(wiring.runs, configuration -> namespaced(configuration)
                .withName("pipelineruns")
                .withFinalizer(Finalizers.RUN)
                .withGenerationAware(false)
                .withOnAddFilter(wiring.runs::accepts)
                .withOnUpdateFilter(wiring.runs::accepts));

        Engine.Subscription subscription = engine.subscribe(wiring);
        return List.of(subscription, wiring.pipelines, events);
    }

    private <P extends HasMetadata> ControllerConfigurationOverrider<P> namespaced(
            ControllerConfigurationOverrider<P> configuration) {
        // An empty set would do too, but by a rule of the framework that is easily read the other way.
        return settings.namespaces().isEmpty()
                ? common(configuration).watchingAllNamespaces()
                : common(configuration).settingNamespaces(settings.namespaces());
    }

    private <P extends HasMetadata> ControllerConfigurationOverrider<P> common(
            ControllerConfigurationOverrider<P> configuration) {
        return configuration.withRetry(endless()).withReconciliationMaxInterval(settings.sweep());
    }

    /** The default gives up after five tries; here 0.1 s, doubling up to a minute, for ever. */
    private static Retry endless() {
        return new GenericRetry()
                .setInitialInterval(100)
                .setIntervalMultiplier(2)
                .setMaxInterval(60_000)
                .withoutMaxAttempts();
    }

    /** Passes the engine's events on. The fields are set once, before the subscription. */
    private static final class Wiring implements EngineListener {
        private ProjectReconciler projects;
        private PipelineReconciler pipelines;
        private RunReconciler runs;

        @Override
        public void runChanged(RunRef run) {
            runs.runChanged(run);
        }

        @Override
        public void jobChanged(JobName job) {
            pipelines.jobChanged(job);
            runs.jobSynced(job);
        }

        @Override
        public void branchesChanged(JobName pipeline) {
            pipelines.branchesChanged(pipeline);
        }

        @Override
        public void buildsChanged(JobName pipeline) {
            pipelines.buildsChanged(pipeline);
        }

        @Override
        public void folderChanged(String folder) {
            projects.folderChanged(folder);
        }
    }
}
