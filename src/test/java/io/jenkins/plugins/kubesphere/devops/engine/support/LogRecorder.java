package io.jenkins.plugins.kubesphere.devops.engine.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Records what any thread writes to a logger or to one below it, until the recorder is closed. */
public final class LogRecorder extends Handler implements AutoCloseable {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Level levelBefore;

    private LogRecorder(Logger logger) {
        this.logger = logger;
        this.levelBefore = logger.getLevel();
    }

    /** @param level of the logger until the recorder is closed */
    public static LogRecorder start(String logger, Level level) {
        LogRecorder recorder = new LogRecorder(Logger.getLogger(logger));
        recorder.logger.setLevel(level);
        recorder.logger.addHandler(recorder);
        return recorder;
    }

    /** What was recorded so far. The list grows while the recorder is open. */
    public List<LogRecord> records() {
        return records;
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(levelBefore);
    }
}
