using EcomCenter.Desk.Storage.Postgres;
using EcomCenter.Desk.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EcomCenter.Desk.Storage;

public static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DeskOptions>().Bind(configuration.GetSection(DeskOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DeskOptions>, DeskOptionsRules>();
        services.AddSingleton<IValidateOptions<DeskOptions>, DeskOptionsSense>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DataDirectory>().AddSingleton<ChangeFeed>().AddSingleton<Secrets>()
            .AddSingleton<CatalogueCache>().AddSingleton<Backup>().AddSingleton<AttachmentStore>();
        var database = configuration.GetSection(DeskOptions.Section).GetValue<DatabaseKind?>(nameof(DeskOptions.Database));
        if (database is DatabaseKind.Postgres) AddPostgres(services);
        else AddSqlite(services);
        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContext());
        services.AddHostedService(s => s.GetRequiredService<DeskWriter>());
        return services;
    }

    /// <summary>Creates or migrates the database, then loads the tracking secret and the catalogue.</summary>
    public static async Task MigrateAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContextAsync(cancellation);
        await UpToDate.BringAsync(db, services.GetRequiredService<DataDirectory>(), cancellation);
        await services.GetRequiredService<Secrets>().LoadAsync(cancellation);
        await services.GetRequiredService<CatalogueCache>().LoadAsync(cancellation);
    }

    private static void AddSqlite(IServiceCollection services)
    {
        services.AddPooledDbContextFactory<SqliteDeskDb>((s, options) => options
            .UseSqlite(s.GetRequiredService<DataDirectory>().SqliteConnectionString).AddInterceptors(new SqlitePragmas()));
        services.AddSingleton<IDbContextFactory<DeskDb>>(
            s => new AnyDeskDb<SqliteDeskDb>(s.GetRequiredService<IDbContextFactory<SqliteDeskDb>>()));
        services.AddSingleton(s => Writer(s, () =>
        {
            var connection = new SqliteConnection(s.GetRequiredService<DataDirectory>().SqliteConnectionString);
            var contexts = Pool(new DbContextOptionsBuilder<SqliteDeskDb>().UseSqlite(connection).UseApplicationServiceProvider(s));
            return new SqliteWriteSession(connection, contexts, Inserts(s));
        }));
    }

    private static void AddPostgres(IServiceCollection services)
    {
        services.AddSingleton(s => new NpgsqlDataSourceBuilder(ConnectionString(s))
        {
            ConnectionStringBuilder = { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 },
        }.Build());
        services.AddPooledDbContextFactory<PostgresDeskDb>((s, options) => options.UseNpgsql(s.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<IDbContextFactory<DeskDb>>(
            s => new AnyDeskDb<PostgresDeskDb>(s.GetRequiredService<IDbContextFactory<PostgresDeskDb>>()));
        services.AddSingleton(s => Writer(s, () =>
        {
            var connection = s.GetRequiredService<NpgsqlDataSource>().CreateConnection();
            var contexts = Pool(new DbContextOptionsBuilder<PostgresDeskDb>().UseNpgsql(connection).UseApplicationServiceProvider(s));
            return new PostgresWriteSession(connection, contexts, Inserts(s));
        }));
    }

    private static DeskWriter Writer(IServiceProvider services, Func<WriteSession> open) => new(
        open, services.GetRequiredService<ChangeFeed>(), services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<DeskWriter>>());

    private static AnyDeskDb<T> Pool<T>(DbContextOptionsBuilder<T> options)
        where T : DeskDb => new(new PooledDbContextFactory<T>(options.Options, poolSize: 64));

    private static GeneratedInserts Inserts(IServiceProvider services)
    {
        using var db = services.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContext();
        return new(db.Model);
    }

    private static string ConnectionString(IServiceProvider services) =>
        services.GetRequiredService<IConfiguration>().GetConnectionString("Postgres") ?? "";

    /// <summary>Creates contexts of one provider as <see cref="DeskDb"/>, so that callers do not depend on the provider.</summary>
    private sealed class AnyDeskDb<T>(IDbContextFactory<T> inner) : IDbContextFactory<DeskDb>
        where T : DeskDb
    {
        public DeskDb CreateDbContext() => inner.CreateDbContext();
    }
}
