package io.jenkins.plugins.kubesphere.devops.bench;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords.BuildRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Starts builds with the smallest operator that does not start a build twice: a script in Jenkins watches objects,
 * claims each with one write, and schedules its build. It writes no status, and it knows no stages and no faults. The
 * objects have the schema of PipelineRuns and another API group, so our plugin does not see them.
 */
final class MinimalOperatorSampler implements AutoCloseable {
    private static final String GROUP = "bench.kubesphere.io";
    private static final String NAMESPACE = "default";

    /** As many threads claim and schedule as in our plugin. */
    private static final String WATCH = """
            import hudson.model.*
            import io.fabric8.kubernetes.client.*
            import io.fabric8.kubernetes.client.dsl.base.*
            def jenkins = jenkins.model.Jenkins.get()
            def job = jenkins.getItemByFullName('%s')
            def client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(new File('%s'))).build()
            def context = new ResourceDefinitionContext.Builder().withGroup('%s').withVersion('v1alpha3')
                .withKind('PipelineRun').withPlural('pipelineruns').withNamespaced(true).build()
            def runs = client.genericKubernetesResources(context).inNamespace('%s')
            def claims = java.util.concurrent.Executors.newFixedThreadPool(8)
            def watch = runs.watch([
                eventReceived: { action, run ->
                    if (action.name() == 'ADDED') {
                        claims.submit({
                            def name = run.metadata.name
                            def claimed = false
                            while (!claimed) {
                                try {
                                    runs.withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), '{"metadata":{' +
                                        '"finalizers":["bench.kubesphere.io/run"],"annotations":{"claimed":"yes"}}}')
                                    claimed = true
                                } catch (KubernetesClientException e) { println 'Again: ' + e }
                            }
                            jenkins.queue.schedule2(job, 0, [new CauseAction(new Cause.UserIdCause()),
                                new ParametersAction(new StringParameterValue('number', name))])
                        } as Runnable)
                    }
                },
                onClose: { cause -> println 'Closed: ' + cause }
            ] as Watcher)
            // Nothing else refers to them when this script has ended.
            System.properties['bench.operator'] = [client, watch, claims]
            return
            """;

    private static final String NAMES = """
            jenkins.model.Jenkins.get().getItemByFullName('%s').builds.each {
                println it.number + ' ' + it.getAction(hudson.model.ParametersAction).getParameter('number').value }
            return
            """;

    private final KubernetesClient client;
    private final ControllerTarget target;
    private final JobName job;
    private final ExecutorService users;
    private final ResourceDefinitionContext definition;
    private int created;

    private MinimalOperatorSampler(ControllerTarget target, JobName job, int largest) {
        this.target = target;
        this.job = job;
        client =
                new KubernetesClientBuilder().withConfig(target.administrator()).build();
        users = Executors.newFixedThreadPool(largest);
        definition = new ResourceDefinitionContext.Builder()
                .withGroup(GROUP)
                .withVersion("v1alpha3")
                .withKind("PipelineRun")
                .withPlural("pipelineruns")
                .withNamespaced(true)
                .build();
    }

    /**
     * Installs the resource and starts the script.
     *
     * @param source the job that is copied for the builds of this sampler
     * @param largest maximum number of objects that are created at once
     */
    static MinimalOperatorSampler start(ControllerTarget target, JobName source, int largest) {
        JobName job = StartFloorSampler.copyJob(source, "minimal", target.controller());
        MinimalOperatorSampler sampler = new MinimalOperatorSampler(target, job, largest);
        sampler.installResource();
        target.controller()
                .http()
                .runScript(WATCH.formatted(StartFloorSampler.fullName(job), target.kubeconfigFile(), GROUP, NAMESPACE));
        return sampler;
    }

    private void installResource() {
        List<GenericKubernetesResource> definitions =
                CrdInstaller.readFolder(RepositoryRoot.root().resolve("crds")).stream()
                        .filter(found -> found.getMetadata().getName().startsWith("pipelineruns."))
                        .toList();
        definitions.forEach(found -> {
            found.getMetadata().setName("pipelineruns." + GROUP);
            Map<String, Object> spec = found.get("spec");
            spec.put("group", GROUP);
            client.resource(found).create();
        });
        CrdInstaller.awaitEstablished(client, definitions);
    }

    /** Creates objects, each by a separate user, and returns the time until the start of the build of each. */
    List<Duration> createAndAwait(int size) throws Exception {
        Map<String, Instant> requested = new HashMap<>();
        List<Future<Map.Entry<String, Instant>>> creating = IntStream.range(0, size)
                .mapToObj(i -> "run-" + created++)
                .map(name -> users.submit(() -> {
                    Instant now = Instant.now();
                    create(name);
                    return Map.entry(name, now);
                }))
                .toList();
        for (Future<Map.Entry<String, Instant>> future : creating) {
            requested.put(future.get().getKey(), future.get().getValue());
        }
        return awaitStarts(requested);
    }

    private void create(String name) {
        client.genericKubernetesResources(definition)
                .inNamespace(NAMESPACE)
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion(GROUP + "/v1alpha3")
                        .withKind("PipelineRun")
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .addToAnnotations("devops.kubesphere.io/creator", "alice")
                        .endMetadata()
                        .addToAdditionalProperties("spec", Map.of("pipelineRef", Map.of("name", job.job())))
                        .build())
                .create();
    }

    private List<Duration> awaitStarts(Map<String, Instant> requested) {
        StartFloorSampler.awaitEnd(target.controller(), job, 1, created + 1);
        Map<Integer, String> names = new HashMap<>();
        target.controller()
                .http()
                .runScript(NAMES.formatted(StartFloorSampler.fullName(job)))
                .lines()
                .map(line -> line.split(" "))
                .forEach(line -> names.put(Integer.parseInt(line[0]), line[1]));
        List<Duration> started = new ArrayList<>();
        for (BuildRecord build : target.controller().homeFolder().builds(job).readAll()) {
            Instant request = requested.get(names.get(build.number()));
            if (request != null) {
                started.add(Duration.between(request, build.started()));
            }
        }
        if (started.size() != requested.size()) {
            throw new IllegalStateException("Of " + requested.size() + " builds, Jenkins has " + started.size());
        }
        return started;
    }

    @Override
    public void close() {
        users.shutdown();
        client.close();
    }
}
