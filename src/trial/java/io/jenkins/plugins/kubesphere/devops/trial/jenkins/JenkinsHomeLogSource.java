package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords.BuildRecord;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.trial.runs.LogSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the logs of builds from the home of Jenkins. The HTTP API would need a login, which a trial does not have. */
public final class JenkinsHomeLogSource implements LogSource {
    /** A console note: hidden markup that Jenkins adds to a log for its web pages. */
    private static final Pattern NOTE = Pattern.compile("\u001B\\[8mha:.*?\u001B\\[0m");

    private final JenkinsController controller;

    public JenkinsHomeLogSource(JenkinsController controller) {
        this.controller = controller;
    }

    @Override
    public Optional<LogChunk> log(JobName job, PipelineRunRef run, long offset) {
        // Reads the record before the log. So the log is complete if the record says that the build has ended.
        List<BuildRecord> builds = controller.homeFolder().builds(job).readWithUid(run.uid());
        if (builds.isEmpty()) {
            return Optional.empty();
        }
        BuildRecord build = builds.get(builds.size() - 1);
        Path file = controller
                .homeFolder()
                .builds(job)
                .folder()
                .resolve(Integer.toString(build.number()))
                .resolve("log");
        try {
            byte[] all = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            int start = (int) Math.min(offset, all.length);
            int end = build.hasEnded() ? all.length : endOfLine(all, start);
            String text = new String(Arrays.copyOfRange(all, start, end), StandardCharsets.UTF_8);
            return Optional.of(new LogChunk(NOTE.matcher(text).replaceAll(""), end, !build.hasEnded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int endOfLine(byte[] all, int start) {
        int end = all.length;
        while (end > start && all[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
