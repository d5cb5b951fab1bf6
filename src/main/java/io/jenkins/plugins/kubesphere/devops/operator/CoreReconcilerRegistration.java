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
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.framework.ReconcileUpdateFilter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.SdkSession;
import io.jenkins.plugins.kubesphere.devops.operator.pipeline.PipelineIndex;
import io.jenkins.plugins.kubesphere.devops.operator.pipeline.PipelineReconciler;
import io.jenkins.plugins.kubesphere.devops.operator.project.ProjectReconciler;
import io.jenkins.plugins.kubesphere.devops.operator.run.RunReconciler;
import io.jenkins.plugins.kubesphere.devops.operator.run.imports.BuildImportQueue;
import io.jenkins.plugins.kubesphere.devops.operator.run.imports.ImportSwitch;
import io.jenkins.plugins.kubesphere.devops.operator.run.imports.ImportedBuildAdopter;
import java.time.Clock;
import java.util.List;

/**
 * Connects the reconcilers of projects, pipelines and runs with each other and with the engine. When the folder of a
 * project is ready, its pipelines are reconciled; when the job of a pipeline is ready, its runs are. An engine event
 * causes a reconcile of the object that it is about.
 */
final class CoreReconcilerRegistration implements SdkSession.Registration {
    private final OperatorSettings settings;
    private final Engine engine;
    private final Clock clock;

    CoreReconcilerRegistration(OperatorSettings settings, Engine engine, Clock clock) {
        this.settings = settings;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public List<AutoCloseable> register(Operator operator, KubernetesClient client) {
        EventRecorder events = new EventRecorder(client, clock);
        PipelineIndex index = new PipelineIndex();
        ImportSwitch imports = new ImportSwitch(settings.importBuilds(), index::find);
        FairExecutor deletionThreads = new FairExecutor("deletes", settings.workers());
        RunReconciler runs = new RunReconciler(
                engine,
                client,
                events,
                clock,
                settings.instanceId(),
                settings.pipelineTimeout(),
                Math.max(1, settings.workers() / 2),
                settings.maxUnfinishedRuns(),
                settings.runStore(),
                settings.defaultRetention(),
                deletionThreads,
                index::find,
                new ImportedBuildAdopter(engine.runs(), engine.unboundBuilds(), imports));
        BuildImportQueue importQueue = new BuildImportQueue(
                settings.instanceId(),
                engine,
                client,
                imports,
                runs::findRuns,
                operator.getRuntimeInfo()::isStarted,
                events,
                clock);
        PipelineReconciler pipelines =
                new PipelineReconciler(engine, client, events, clock, index, deletionThreads, job -> {
                    runs.onJobSynced(job);
                    importQueue.onJobSynced(job);
                });
        ProjectReconciler projects = new ProjectReconciler(
                settings.namespaces(),
                settings.reservedNamespaces(),
                settings.adoptableFolders(),
                engine.jobs(),
                client,
                events,
                clock,
                deletionThreads,
                pipelines::onFolderSynced);

        operator.<DevOpsProject>register(projects, configuration -> withDefaults(configuration)
                .withName("devopsprojects")
                .withGenericFilter(projects::isServed)
                .withFinalizer(Finalizers.PROJECT)
                .withGenerationAware(false)
                .withOnUpdateFilter(ReconcileUpdateFilter::needsReconcile));
        operator.<Pipeline>register(pipelines, configuration -> inServedNamespaces(configuration)
                .withName("pipelines")
                .withFinalizer(Finalizers.PIPELINE)
                .withGenerationAware(false)
                .withOnUpdateFilter(PipelineReconciler::acceptsUpdate));
        operator.<PipelineRun>register(runs, configuration -> inServedNamespaces(configuration)
                .withName("pipelineruns")
                .withFinalizer(Finalizers.RUN)
                .withGenerationAware(false)
                .withOnAddFilter(runs::acceptsAdd)
                .withOnUpdateFilter(runs::acceptsUpdate));

        Engine.Subscription subscription =
                engine.subscribe(event -> dispatch(event, projects, pipelines, runs, importQueue));
        return List.of(subscription, importQueue, deletionThreads, pipelines, runs, events);
    }

    /** Passes an event of the engine to the reconcilers of the kinds that it concerns. */
    private static void dispatch(
            EngineEvent event,
            ProjectReconciler projects,
            PipelineReconciler pipelines,
            RunReconciler runs,
            BuildImportQueue importQueue) {
        if (event instanceof EngineEvent.RunChanged changed) {
            runs.onRunChanged(changed.run());
        } else if (event instanceof EngineEvent.RunGraphChanged changed) {
            runs.onGraphChanged(changed.run());
        } else if (event instanceof EngineEvent.JobChanged changed) {
            pipelines.onJobChanged(changed.job());
            runs.onJobSynced(changed.job());
        } else if (event instanceof EngineEvent.BranchesChanged changed) {
            pipelines.onBranchesChanged(changed.pipeline());
        } else if (event instanceof EngineEvent.BuildsChanged changed) {
            pipelines.onBuildsChanged(changed.pipeline());
        } else if (event instanceof EngineEvent.BuildStarted started) {
            importQueue.onBuildStarted(started.build());
        } else if (event instanceof EngineEvent.FolderChanged changed) {
            projects.onFolderChanged(changed.folder());
        } else {
            throw new IllegalStateException("No reconciler for " + event);
        }
    }

    private <P extends HasMetadata> ControllerConfigurationOverrider<P> inServedNamespaces(
            ControllerConfigurationOverrider<P> configuration) {
        // An empty set also selects all namespaces, but a reader might think that it selects none.
        return settings.namespaces().isEmpty()
                ? withDefaults(configuration).watchingAllNamespaces()
                : withDefaults(configuration).settingNamespaces(settings.namespaces());
    }

    private <P extends HasMetadata> ControllerConfigurationOverrider<P> withDefaults(
            ControllerConfigurationOverrider<P> configuration) {
        return configuration
                .withRetry(endlessRetry())
                .withReconciliationMaxInterval(settings.sweep())
                .withInformerListLimit(SdkSession.LIST_LIMIT);
    }

    /**
     * Retries for ever: after 0.1 s, then each wait is twice as long as the last, at most a minute. The default of the
     * framework gives up after five attempts.
     */
    private static Retry endlessRetry() {
        return new GenericRetry()
                .setInitialInterval(100)
                .setIntervalMultiplier(2)
                .setMaxInterval(60_000)
                .withoutMaxAttempts();
    }
}
