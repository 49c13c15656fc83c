package import Hummingbird
package import Logging
package import Office

/// The pages of an office, its uploads and its small JSON interface.
///
/// The target promises:
/// - No decision about a case and no right is decided here: every act goes to the office, every refusal comes from it.
/// - Everything a page shows is escaped; no page runs a script that does not come from this server.
/// - What a person typed comes back with every problem; nothing typed is lost.
/// - Memory does not grow with the size of a file that is sent or played.
///
/// `Server/` holds what every request passes; `Routes/` one file a page, with its handler and what it reads;
/// `Pages/` what the templates show; `Texts/` the words; `Uploads/` tus 1.0.
package enum WebApplication {
    /// The application that serves an office.
    /// - Throws: where a template that comes with the product cannot be read.
    package static func build(
        office: Office, host: String, port: Int, logger: Logger
    ) throws -> some ApplicationProtocol {
        Application(
            router: try router(office: office, logger: logger),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil),
            logger: logger)
    }

    /// Serves an office until the process is told to end.
    package static func serve(office: Office, host: String, port: Int, logger: Logger) async throws {
        let application = try build(office: office, host: host, port: port, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await office.keepDelivering() }
            group.addTask { await office.keepScrubbing() }
            group.addTask { await office.keepImporting(words: ImportText.words) }
            group.addTask { await office.keepBackingUp() }
            group.addTask { await office.keepWitnessing() }
            try await application.runService()
            group.cancelAll()
        }
    }

    /// The routes, for tests that need no port.
    package static func router(office: Office, logger: Logger) throws -> Router<WebContext> {
        let site = Site(office: office, templates: try Templates(), logger: logger)
        let router = Router(context: WebContext.self)
        router.addMiddleware {
            SecurityHeaders()
            ProblemMiddleware(site: site)
            OriginCheck()
            SessionMiddleware(office: office)
            // Once more inside the session: who is signed in keeps the menu on a page that tells a problem.
            ProblemMiddleware(site: site)
        }
        AssetRoutes().add(to: router)
        SignInRoutes(site: site).add(to: router)
        WorklistRoutes(site: site).add(to: router)
        IntakeRoutes(site: site).add(to: router)
        TakeOverRoutes(site: site).add(to: router)
        ImportRoutes(site: site).add(to: router)
        ArchiveRoutes(site: site).add(to: router)
        CaseListRoutes(site: site).add(to: router)
        CaseRoutes(site: site).add(to: router)
        ActRoutes(site: site).add(to: router)
        CaptureRoutes(site: site).add(to: router)
        MaterialRoutes(site: site).add(to: router)
        WageRoutes(site: site).add(to: router)
        EmployerRoutes(site: site).add(to: router)
        EntryRoutes(site: site).add(to: router)
        FormRoutes(site: site).add(to: router)
        FormStepRoutes(site: site).add(to: router)
        ScanRoutes(site: site).add(to: router)
        ApprovalRoutes(site: site).add(to: router)
        RecordingRoutes(site: site).add(to: router)
        ServiceRoutes(site: site).add(to: router)
        VolumeRoutes(site: site).add(to: router)
        OfficeRoutes(site: site).add(to: router)
        SystemRoutes(site: site).add(to: router)
        HealthRoutes(site: site).add(to: router)
        PublishedLogRoutes(site: site).add(to: router)
        WitnessRoutes(site: site).add(to: router)
        AccountRoutes(site: site).add(to: router)
        PeopleRoutes(site: site).add(to: router)
        UnitRoutes(site: site).add(to: router)
        DeviceRoutes(site: site).add(to: router)
        HandoverRoutes(site: site).add(to: router)
        SealedRoutes(site: site).add(to: router)
        AuditRoutes(site: site).add(to: router)
        RecoveryRoutes(site: site).add(to: router)
        NumberRoutes(site: site).add(to: router)
        BookRoutes(site: site).add(to: router)
        RoutineRoutes(site: site).add(to: router)
        JoinRoutes(site: site).add(to: router)
        RecordingSumRoutes(site: site).add(to: router)
        SupervisionRoutes(site: site).add(to: router)
        RulesRoutes(site: site).add(to: router)
        RulesFileRoutes(site: site).add(to: router)
        DataRoutes(site: site).add(to: router)
        UploadRoutes(site: site).add(to: router)
        BlobRoutes(site: site).add(to: router)
        DrawRoutes(site: site).add(to: router)
        OutboxRoutes(site: site).add(to: router)
        PlatformRoutes(site: site).add(to: router)
        BackupRoutes(site: site).add(to: router)
        return router
    }
}
