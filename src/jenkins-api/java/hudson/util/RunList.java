package hudson.util;

import hudson.model.Run;
import java.util.AbstractList;

public class RunList<R extends Run> extends AbstractList<R> {
    private RunList() {
        throw new UnsupportedOperationException();
    }

    @Override
    public R get(int index) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int size() {
        throw new UnsupportedOperationException();
    }
}
