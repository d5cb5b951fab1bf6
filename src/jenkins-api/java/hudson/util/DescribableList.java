package hudson.util;

import hudson.model.Describable;
import hudson.model.Descriptor;
import java.io.IOException;

public class DescribableList<T extends Describable<T>, D extends Descriptor<T>> extends PersistedList<T> {
    DescribableList() {
        throw new UnsupportedOperationException();
    }

    public void replace(T item) throws IOException {
        throw new UnsupportedOperationException();
    }
}
