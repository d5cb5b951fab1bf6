package io.jenkins.plugins.kubesphere.devops.bench;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares a build with many stages and steps that belongs to a run with the same build of a job that our plugin does
 * not know: how long its steps take, and how much heap is in use when all of them are over.
 */
final class LongBuildBenchmark {
    private static final String PIPELINE = "long";
    private static final int WAIT_SECONDS = 15;
    private static final int END_BYTES = 1_000;
    private static final long POLL_MILLIS = 200;
    /** Our plugin keeps the stages of a build for a minute after its end. */
    private static final long KEPT_MILLIS = 65_000;

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Pattern TOOK = Pattern.compile("(?m)^took (\\d+) ms");

    /** It waits at its end, so that the heap can be read while Jenkins has all nodes of the build in memory. */
    private static final String JENKINSFILE = """
            long start = currentBuild.duration
            for (int i = 0; i < %d; i++) {
                stage("Stage " + i) { for (int j = 0; j < %d; j++) { echo "built" } }
            }
            echo 'took ' + (currentBuild.duration - start) + ' ms'
            sleep %d
            """;

    /** Without this, Jenkins waits for the disk at each step, and that takes most of the time. */
    private static final String SAVE_SELDOM = """
            import org.jenkinsci.plugins.workflow.flow.*
            def hints = hudson.ExtensionList.lookupSingleton(GlobalDefaultFlowDurabilityLevel.DescriptorImpl)
            hints.durabilityHint = FlowDurabilityHint.PERFORMANCE_OPTIMIZED
            """;

    private static final String OUR_GRAPHS = "io.jenkins.plugins.kubesphere.devops.engine.graph";

    private static final String SCHEDULE = """
            import hudson.model.*
            def job = jenkins.model.Jenkins.get().getItemByFullName('%s')
            println job.nextBuildNumber
            job.scheduleBuild2(0, new ParametersAction(new StringParameterValue('number', '' + job.nextBuildNumber)))
            return
            """;

    private final ControllerTarget target;
    private final AcceptanceTestProject scenario;
    private final int stages;
    private final int steps;

    /** @param steps of each stage */
    LongBuildBenchmark(ControllerTarget target, AcceptanceTestProject scenario, int stages, int steps) {
        this.target = target;
        this.scenario = scenario;
        this.stages = stages;
        this.steps = steps;
    }

    void run(int times) throws Exception {
        target.controller().http().runScript(SAVE_SELDOM);
        scenario.createPipeline(PIPELINE, JENKINSFILE.formatted(stages, steps, WAIT_SECONDS));
        JobName ours = new JobName(scenario.namespace, PIPELINE);
        JobName unknown = StartFloorSampler.copyJob(ours, PIPELINE, target.controller());
        System.out.printf("%n%d stages with %d steps each; before: %s%n", stages, steps, MachineLoad.load());
        System.out.println(
                "                       all steps, ms   heap before, then, and after the end, MB   objects of our graphs");
        for (int i = 0; i < times; i++) {
            measure("of another job", unknown, () -> schedule(unknown));
            measure("of a run", ours, this::startRun);
        }
        GraphListenerTimer listeners = new GraphListenerTimer(target.controller());
        measure("of a run, with timers", ours, () -> {
            int number = startRun();
            listeners.start(ours, number);
            return number;
        });
        System.out.println("our listeners, on the thread of the Jenkinsfile:\n" + listeners.read());
    }

    /**
     * Measures one build in a controller that has just started: Jenkins keeps a build in memory for five minutes after it
     * has left the queue.
     *
     * @param start starts a build, and returns its number
     */
    private void measure(String name, JobName job, Callable<Integer> start) throws Exception {
        scenario.restart();
        try (JvmMetricsReader metrics = new JvmMetricsReader(target.controller().pid())) {
            long before = metrics.readHeapMebibytes();
            int number = start.call();
            await("all steps")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(POLL_MILLIS))
                    .until(() -> readTime(job, number).isPresent());
            long during = metrics.readHeapMebibytes();
            long objects = metrics.countObjects(OUR_GRAPHS);
            StartFloorSampler.awaitEnd(target.controller(), job, number, number + 1);
            Await.pause(KEPT_MILLIS);
            System.out.printf(
                    "%-22s %13d   %d, %d, %d   %d, then %d   %s%n",
                    name,
                    readTime(job, number).orElseThrow(),
                    before,
                    during,
                    metrics.readHeapMebibytes(),
                    objects,
                    metrics.countObjects(OUR_GRAPHS),
                    MachineLoad.load());
        }
    }

    private int startRun() {
        var run = scenario.createRun("long-" + System.nanoTime(), PIPELINE);
        return await("the build")
                .until(() -> scenario.build(run), found -> found.isPresent())
                .orElseThrow()
                .number();
    }

    private int schedule(JobName job) {
        String number = target.controller().http().runScript(SCHEDULE.formatted(StartFloorSampler.fullName(job)));
        return Integer.parseInt(number.trim());
    }

    /** Reads the end of the log file, because to serve it would cost Jenkins time. */
    private OptionalLong readTime(JobName job, int number) throws IOException {
        Path log = target.controller()
                .homeFolder()
                .builds(job)
                .folder()
                .resolve(Integer.toString(number))
                .resolve("log");
        if (!Files.exists(log)) {
            return OptionalLong.empty();
        }
        Matcher took = TOOK.matcher(readEnd(log));
        return took.find() ? OptionalLong.of(Long.parseLong(took.group(1))) : OptionalLong.empty();
    }

    private static String readEnd(Path log) throws IOException {
        try (FileChannel file = FileChannel.open(log)) {
            ByteBuffer end = ByteBuffer.allocate(END_BYTES);
            file.read(end, Math.max(0, file.size() - END_BYTES));
            return StandardCharsets.UTF_8.decode(end.flip()).toString();
        }
    }
}
