package io.jenkins.plugins.kubesphere.devops.bench;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords.BuildRecord;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Schedules many builds at once without Kubernetes and without our plugin, as fast as Jenkins can: a script in Jenkins
 * schedules all of them while it holds the lock of the queue once. Their job is a copy of the job of a pipeline, outside
 * of its project.
 */
final class StartFloorSampler {
    private static final String FOLDER = "floor";

    /** The copy has a parameter, because Jenkins merges queue items of one job that have equal parameters. */
    private static final String CREATE_JOB = """
            def jenkins = jenkins.model.Jenkins.get()
            def source = jenkins.getItemByFullName('%1$s')
            def folder = jenkins.getItem('%2$s') ?:
                jenkins.createProject(com.cloudbees.hudson.plugins.folder.Folder, '%2$s')
            def job = folder.createProject(source.class, '%3$s')
            job.definition = source.definition
            job.addProperty(new hudson.model.ParametersDefinitionProperty(
                new hudson.model.StringParameterDefinition('number', '')))
            """;

    /** Prints the number of the first build, and the time in milliseconds just before the builds are scheduled. */
    private static final String SCHEDULE = """
            import hudson.model.*
            def jenkins = jenkins.model.Jenkins.get()
            def job = jenkins.getItemByFullName('%s')
            def actions = (0..<%d).collect {
                [new CauseAction(new Cause.UserIdCause()),
                 new ParametersAction(new StringParameterValue('number', '' + it))] }
            def first = job.nextBuildNumber
            def before = System.currentTimeMillis()
            Queue.withLock({ actions.each { jenkins.queue.schedule2(job, 0, it) } } as Runnable)
            println first + ' ' + before
            """;

    /** Waits inside Jenkins, because each script costs time of the processors. */
    private static final String AWAIT_END = """
            def job = jenkins.model.Jenkins.get().getItemByFullName('%s')
            def end = System.currentTimeMillis() + 20000
            def ended = { (%d..<%d).every { job.getBuildByNumber(it)?.completed } }
            while (!ended() && System.currentTimeMillis() < end) { Thread.sleep(100) }
            println ended()
            """;

    private static final int MAX_WAITS = 15;

    private final JenkinsController controller;
    private final JobName job;

    private StartFloorSampler(JenkinsController controller, JobName job) {
        this.controller = controller;
        this.job = job;
    }

    /** Creates a sampler that builds a copy of a job. */
    static StartFloorSampler copyOf(JobName source, JenkinsController controller) {
        return new StartFloorSampler(controller, copyJob(source, source.job(), controller));
    }

    /** Copies a job to a folder that is not a project. The copy has a parameter {@code number}. */
    static JobName copyJob(JobName source, String name, JenkinsController controller) {
        JobName job = new JobName(FOLDER, name);
        controller.http().runScript(CREATE_JOB.formatted(fullName(source), FOLDER, name));
        return job;
    }

    /** Schedules builds, waits until all of them have ended, and returns the time until the start of each. */
    List<Duration> scheduleAndAwait(int size) {
        String[] answer = controller
                .http()
                .runScript(SCHEDULE.formatted(fullName(job), size))
                .trim()
                .split(" ");
        int first = Integer.parseInt(answer[0]);
        Instant before = Instant.ofEpochMilli(Long.parseLong(answer[1]));
        awaitEnd(controller, job, first, first + size);
        List<Duration> started = controller.homeFolder().builds(job).readAll().stream()
                .filter(build -> build.number() >= first)
                .map(BuildRecord::started)
                .map(start -> Duration.between(before, start))
                .toList();
        if (started.size() != size) {
            throw new IllegalStateException("Of " + size + " builds of " + job + ", Jenkins has " + started.size());
        }
        return started;
    }

    /** Waits until the builds from the first number to the one before the last have ended. */
    static void awaitEnd(JenkinsController controller, JobName job, int first, int last) {
        String script = AWAIT_END.formatted(fullName(job), first, last);
        for (int i = 0; i < MAX_WAITS; i++) {
            if (controller.http().runScript(script).contains("true")) {
                return;
            }
        }
        throw new IllegalStateException("The builds " + first + " to " + (last - 1) + " of " + job + " have not ended");
    }

    static String fullName(JobName job) {
        return job.folder() + "/" + job.job();
    }
}
