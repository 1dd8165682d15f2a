using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database.Backup;
using EcomCenter.Desk.Database.Disks;
using EcomCenter.Desk.Database.Postgres;
using EcomCenter.Desk.Database.Sqlite;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EcomCenter.Desk.Database;

public static class DatabaseSetup
{
    public static IServiceCollection AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DeskOptions>().Bind(configuration.GetSection(DeskOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DeskOptions>, DeskOptionsAttributeValidation>();
        services.AddSingleton<IValidateOptions<DeskOptions>, DeskOptionsValidation>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DataDirectory>().AddSingleton<ChangeFeed>().AddSingleton<TrackingCodes>()
            .AddSingleton<NodeName>().AddSingleton<CommitMark>();
        services.AddHostedService(s => s.GetRequiredService<DeskWriter>());
        services.AddOutageReport();
        var database = configuration.GetSection(DeskOptions.Section).GetValue<DatabaseKind?>(nameof(DeskOptions.Database));
        if (database is DatabaseKind.Postgres) AddPostgres(services);
        else AddSqlite(services);
        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContext());
        return services.AddDisk(configuration).AddBackup(configuration);
    }

    /// <summary>Creates or migrates the database, then loads the tracking secret, the catalogue, the calendars and the roster.</summary>
    public static async Task MigrateAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        services.GetRequiredService<DatabaseIntegrity>().NoticeCrash();
        await using var db = await services.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContextAsync(cancellation);
        await DatabaseMigrator.MigrateAsync(db, services.GetRequiredService<DataDirectory>(), cancellation);
        await services.GetRequiredService<TrackingCodes>().LoadAsync(cancellation);
        await services.GetRequiredService<CatalogueCache>().LoadAsync(cancellation);
        await services.GetRequiredService<CalendarStore>().LoadAsync(cancellation);
        await services.GetRequiredService<RosterStore>().LoadAsync(cancellation);
    }

    // Outages are timed by the system clock even where a test sets the time, because databases fail in real time.
    private static void AddOutageReport(this IServiceCollection services) => services
        .AddSingleton(s => new DatabaseOutage(TimeProvider.System, s.GetRequiredService<ILogger<DatabaseOutage>>()))
        .AddSingleton<IDatabaseOutage>(s => s.GetRequiredService<DatabaseOutage>())
        .AddHostedService<DatabaseOutageWatch>()
        .AddSingleton<LoggerFactory>()
        .Replace(ServiceDescriptor.Singleton<ILoggerFactory>(s =>
            new OutageLoggerFactory(s.GetRequiredService<LoggerFactory>(), s.GetRequiredService<DatabaseOutage>)));

    // The exception of a command or connection reaches its caller, who reports it. These events have none to recognise an outage by.
    private static T LogFailuresOnce<T>(this T options)
        where T : DbContextOptionsBuilder =>
        (T)options.ConfigureWarnings(events =>
        {
            events.Log((RelationalEventId.CommandError, LogLevel.Debug), (RelationalEventId.ConnectionError, LogLevel.Debug));
#if DEBUG
            // A query whose rows depend on chance must not stay a line in a log that nobody reads.
            events.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.FirstWithoutOrderByAndFilterWarning);
#endif
        });

    private static void AddSqlite(IServiceCollection services)
    {
        services.AddPooledDbContextFactory<SqliteDeskDb>((s, options) => options.LogFailuresOnce()
            .UseSqlite(s.GetRequiredService<DataDirectory>().SqliteConnectionString).AddInterceptors(new SqlitePragmas()));
        services.AddSingleton<IDbContextFactory<DeskDb>>(
            s => new DeskDbFactory<SqliteDeskDb>(s.GetRequiredService<IDbContextFactory<SqliteDeskDb>>()));
        services.AddSingleton(s => CreateWriter(s, () =>
        {
            var connection = new SqliteConnection(s.GetRequiredService<DataDirectory>().SqliteConnectionString);
            var contexts = CreatePool(new DbContextOptionsBuilder<SqliteDeskDb>().LogFailuresOnce().UseSqlite(connection)
                .UseApplicationServiceProvider(s));
            return new SqliteWriteSession(connection, s.GetRequiredService<CommitMark>(), contexts, CreateStatements(s));
        }));
    }

    private static void AddPostgres(IServiceCollection services)
    {
        services.TryAddSingleton(DatabaseTimeouts.Serve);
        services.AddSingleton(CreateDataSource);
        services.AddPooledDbContextFactory<PostgresDeskDb>(
            (s, options) => options.LogFailuresOnce().UseNpgsql(s.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<IDbContextFactory<DeskDb>>(
            s => new DeskDbFactory<PostgresDeskDb>(s.GetRequiredService<IDbContextFactory<PostgresDeskDb>>()));
        services.AddSingleton(s => CreateWriter(s, () =>
        {
            var connection = s.GetRequiredService<NpgsqlDataSource>().CreateConnection();
            var contexts = CreatePool(new DbContextOptionsBuilder<PostgresDeskDb>().LogFailuresOnce().UseNpgsql(connection)
                .UseApplicationServiceProvider(s));
            return new PostgresWriteSession(
                connection, s.GetRequiredService<NodeName>(), s.GetRequiredService<ListeningNodes>(), contexts, CreateStatements(s));
        }));
        services.AddSingleton<ChangeFollower>();
        services.AddHostedService(s => s.GetRequiredService<ChangeFollower>());
        services.AddSingleton<ListeningNodes>();
        services.AddHostedService<CommitListener>();
    }

    private static NpgsqlDataSource CreateDataSource(IServiceProvider services)
    {
        var source = new NpgsqlDataSourceBuilder(GetConnectionString(services))
        {
            ConnectionStringBuilder = { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 },
        }.Build();
        // Idle connections of before the outage would fail one request each after it.
        services.GetRequiredService<DatabaseOutage>().Begun += source.Clear;
        return source;
    }

    private static DeskWriter CreateWriter(IServiceProvider services, Func<WriteSession> open) => new(
        open, services.GetService<OutboxHandover>(), services.GetRequiredService<ChangeFeed>(), services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<HostClock>(), services.GetRequiredService<DatabaseOutage>(),
        services.GetRequiredService<ILogger<DeskWriter>>());

    private static DeskDbFactory<T> CreatePool<T>(DbContextOptionsBuilder<T> options)
        where T : DeskDb => new(new PooledDbContextFactory<T>(options.Options, poolSize: 64));

    private static GeneratedStatements CreateStatements(IServiceProvider services)
    {
        using var db = services.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContext();
        return new(db.Model);
    }

    private static string GetConnectionString(IServiceProvider services) => services.GetRequiredService<DatabaseTimeouts>()
        .AddTo(services.GetRequiredService<IConfiguration>().GetConnectionString("Postgres") ?? "");

    /// <summary>Creates contexts of one provider as <see cref="DeskDb"/>, so that callers do not depend on the provider.</summary>
    private sealed class DeskDbFactory<T>(IDbContextFactory<T> inner) : IDbContextFactory<DeskDb>
        where T : DeskDb
    {
        public DeskDb CreateDbContext() => inner.CreateDbContext();
    }
}
