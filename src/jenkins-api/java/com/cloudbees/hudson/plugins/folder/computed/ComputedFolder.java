package com.cloudbees.hudson.plugins.folder.computed;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Action;
import hudson.model.ItemGroup;
import hudson.model.Queue;
import hudson.model.TopLevelItem;

public abstract class ComputedFolder<I extends TopLevelItem> extends AbstractFolder<I> implements Queue.Task {
    protected ComputedFolder(ItemGroup<?> parent, String name) {
        super(parent, name);
    }

    @Override
    public boolean isDisabled() {
        throw new UnsupportedOperationException();
    }

    public boolean isBuildable() {
        throw new UnsupportedOperationException();
    }

    public Queue.Item scheduleBuild2(int quietPeriod, Action... actions) {
        throw new UnsupportedOperationException();
    }

    public FolderComputation<I> getComputation() {
        throw new UnsupportedOperationException();
    }
}
