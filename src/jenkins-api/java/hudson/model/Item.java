package hudson.model;

import hudson.security.AccessControlled;
import java.io.IOException;

public interface Item extends Saveable, ModelObject, AccessControlled {
    ItemGroup<? extends Item> getParent();

    String getFullName();

    String getName();

    void delete() throws IOException, InterruptedException;
}
