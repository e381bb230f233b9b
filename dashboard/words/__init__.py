"""What two pages or more say alike: names, subjects, resolutions, chances, blocs, positions."""
