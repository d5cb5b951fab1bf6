package com.cloudbees.hudson.plugins.folder.computed;

import hudson.console.AnnotatedLargeText;
import hudson.model.Actionable;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Saveable;
import hudson.model.TopLevelItem;
import java.io.File;
import java.io.IOException;
import java.util.Calendar;

public class FolderComputation<I extends TopLevelItem> extends Actionable implements Queue.Executable, Saveable {
    protected FolderComputation(ComputedFolder<I> folder, FolderComputation<I> previous) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    public ComputedFolder<I> getParent() {
        throw new UnsupportedOperationException();
    }

    public Result getResult() {
        throw new UnsupportedOperationException();
    }

    public Result getPreviousResult() {
        throw new UnsupportedOperationException();
    }

    public Calendar getTimestamp() {
        throw new UnsupportedOperationException();
    }

    public boolean isBuilding() {
        throw new UnsupportedOperationException();
    }

    public File getLogFile() {
        throw new UnsupportedOperationException();
    }

    public AnnotatedLargeText<FolderComputation<I>> getLogText() {
        throw new UnsupportedOperationException();
    }
}
