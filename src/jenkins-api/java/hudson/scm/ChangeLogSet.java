package hudson.scm;

import hudson.model.User;
import java.util.Collection;

public abstract class ChangeLogSet<T extends ChangeLogSet.Entry> implements Iterable<T> {
    ChangeLogSet() {
        throw new UnsupportedOperationException();
    }

    public abstract static class Entry {
        public Entry() {
            throw new UnsupportedOperationException();
        }

        public String getCommitId() {
            throw new UnsupportedOperationException();
        }

        public long getTimestamp() {
            throw new UnsupportedOperationException();
        }

        public abstract String getMsg();

        public abstract User getAuthor();

        public abstract Collection<String> getAffectedPaths();
    }
}
