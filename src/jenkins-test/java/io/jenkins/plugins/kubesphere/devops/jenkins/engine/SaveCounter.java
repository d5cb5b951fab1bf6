package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often items are saved, no matter by which code. */
final class SaveCounter extends SaveableListener implements AutoCloseable {
    private final AtomicInteger count = new AtomicInteger();

    SaveCounter() {
        SaveableListener.all().add(this);
    }

    @Override
    public void onChange(Saveable saveable, XmlFile file) {
        if (saveable instanceof Item) {
            count.incrementAndGet();
        }
    }

    int count() {
        return count.get();
    }

    @Override
    public void close() {
        SaveableListener.all().remove(this);
    }
}
