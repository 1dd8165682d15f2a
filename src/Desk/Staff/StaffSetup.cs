using EcomCenter.Desk.Database;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Staff;

public static class StaffSetup
{
    /// <summary>The rounds of PBKDF2 with HMAC-SHA-512 that OWASP's Password Storage Cheat Sheet asks for.</summary>
    private const int HashIterations = 210_000;

    /// <summary>Adds staff accounts, passwords and the cookie scheme. <see cref="KeyAuthentication"/> sets the default scheme.</summary>
    public static IServiceCollection AddStaffSignIn(this IServiceCollection services)
    {
        // Before the framework's own, which it adds only where there is none.
        services.AddScoped<ILookupNormalizer, UserNameNormalizer>();
        services.AddIdentityCore<StaffMember>(SetRules).AddEntityFrameworkStores<DeskDb>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashIterations);
        services.AddAuthentication().AddCookie(ActorClaims.CookieScheme, SetCookie);
        services.AddAuthorization();
        services.AddDataProtection().SetApplicationName("EcomCenter.Desk").PersistKeysToDbContext<DeskDb>();
        // Silences the warning about unencrypted keys. They are stored in the database with the data they protect; no other place is safer.
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        return services.AddSingleton<SecurityLog>().AddSingleton<StaffSessions>().AddSingleton<StaffAccountCache>()
            .AddSingleton<RosterStore>().AddScoped<StaffCookieEvents>().AddSingleton<FirstAdminLink>().AddScoped<StaffAccounts>()
            .AddScoped<ApiKeyStore>();
    }

    private static void SetRules(IdentityOptions options)
    {
        // PasswordRules checks instead, and the demo's password is public anyway.
        options.Password = new()
        {
            RequiredLength = 1, RequireDigit = false, RequireLowercase = false, RequireNonAlphanumeric = false, RequireUppercase = false,
            RequiredUniqueChars = 0,
        };
        options.User.AllowedUserNameCharacters = ""; // Any: StaffRules checks instead and allows Uyghur and Chinese names.
    }

    private static void SetCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = ActorClaims.CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = StaffSessions.Lifetime;
        options.SlidingExpiration = false;
        options.LoginPath = "/sign-in";
        options.EventsType = typeof(StaffCookieEvents);
    }
}
