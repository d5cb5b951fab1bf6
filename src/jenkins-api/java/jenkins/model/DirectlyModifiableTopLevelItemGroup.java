package jenkins.model;

import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;

public interface DirectlyModifiableTopLevelItemGroup extends ItemGroup<TopLevelItem> {}
