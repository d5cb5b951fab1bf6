package com.cloudbees.hudson.plugins.folder;

import hudson.model.TopLevelItem;
import java.io.IOException;
import java.io.InputStream;
import jenkins.model.DirectlyModifiableTopLevelItemGroup;

public class Folder extends AbstractFolder<TopLevelItem> implements DirectlyModifiableTopLevelItemGroup {
    private Folder() {
        super(null, null);
    }

    public TopLevelItem createProjectFromXML(String name, InputStream xml) throws IOException {
        throw new UnsupportedOperationException();
    }

    public <T extends TopLevelItem> T copy(T source, String name) throws IOException {
        throw new UnsupportedOperationException();
    }

    public <T extends TopLevelItem> T createProject(Class<T> type, String name) throws IOException {
        throw new UnsupportedOperationException();
    }
}
