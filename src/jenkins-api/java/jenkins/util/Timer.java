package jenkins.util;

import java.util.concurrent.ScheduledExecutorService;

public class Timer {
    private Timer() {
        throw new UnsupportedOperationException();
    }

    public static ScheduledExecutorService get() {
        throw new UnsupportedOperationException();
    }
}
