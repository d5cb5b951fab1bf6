package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.text.LogTail;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the log of the build of a run, and changes nothing. See {@link Engine} for the rules of threads, errors and
 * crashes.
 */
public interface RunLogReader {

    /**
     * Reads a part of the console log of a build.
     *
     * @param offset 0, or {@link LogChunk#nextOffset()} of an earlier chunk. For an offset beyond the end, the chunk is
     *     empty and is at the end. For an offset inside a character, the chunk starts with the next character
     * @return empty if the run has no build (yet, or any more)
     */
    Optional<LogChunk> log(JobName job, PipelineRunRef run, long offset);

    /**
     * Opens the log of a build as it is now.
     *
     * @param createdAt as in {@link RunEngine#find}: older builds are not read
     * @param step id of a step, for what that step wrote; empty for the whole log. The log of a step that failed ends with
     *     the reason
     * @return empty if the run has no build (yet, or any more), or the build has no such step; also if the engine does not
     *     know what a step wrote
     */
    Optional<LogSnapshot> open(JobName job, PipelineRunRef run, Instant createdAt, Optional<String> step);

    /**
     * Reads the last lines of the log of a finished build, for the message of its run; {@link LogTail} says which
     * lines. They are the same at each call. Reads at most the last {@link LogTail#MAX_BYTES_READ} bytes of the log.
     * Masks the values of the project's credentials and of secret parameters, and the user and password in URLs.
     *
     * @return lines separated by line breaks; empty if the run has no build, if no line has text, or if the engine
     *     cannot mask the secrets
     */
    String lastLines(JobName job, PipelineRunRef run);
}
