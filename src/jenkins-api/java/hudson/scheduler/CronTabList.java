package hudson.scheduler;

import java.util.Calendar;
import java.util.Collection;

public final class CronTabList {
    public CronTabList(Collection<CronTab> tabs) {}

    public static CronTabList create(String format) {
        throw new UnsupportedOperationException();
    }

    public static CronTabList create(String format, Hash hash) {
        throw new UnsupportedOperationException();
    }

    public Calendar previous() {
        throw new UnsupportedOperationException();
    }

    public Calendar next() {
        throw new UnsupportedOperationException();
    }

    public String checkSanity() {
        throw new UnsupportedOperationException();
    }
}
