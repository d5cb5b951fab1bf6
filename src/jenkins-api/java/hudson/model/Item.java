package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.IOException;

public interface Item extends Saveable, ModelObject, AccessControlled {
    Permission READ = null;

    Permission CONFIGURE = null;

    Permission CREATE = null;

    Permission DELETE = null;

    Permission BUILD = null;

    ItemGroup<? extends Item> getParent();

    String getFullName();

    String getName();

    String getUrl();

    void delete() throws IOException, InterruptedException;
}
