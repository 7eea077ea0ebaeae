rootProject.name = "netcode-mobile"
