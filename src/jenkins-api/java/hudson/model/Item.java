package hudson.model;

import hudson.security.AccessControlled;
import java.io.IOException;

public interface Item extends Saveable, ModelObject, AccessControlled {
    ItemGroup<? extends Item> getParent();

    String getFullName();

    void delete() throws IOException, InterruptedException;
}
