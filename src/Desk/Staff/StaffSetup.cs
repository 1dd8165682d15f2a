using EcomCenter.Desk.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Staff;

public static class StaffSetup
{
    /// <summary>Accounts of the staff, their passwords and their cookie. The default scheme comes with the keys.</summary>
    public static IServiceCollection AddStaffSignIn(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffMember>(SetRules).AddSignInManager().AddEntityFrameworkStores<DeskDb>();
        services.AddScoped<IUserClaimsPrincipalFactory<StaffMember>, StaffPrincipals>();
        services.AddAuthentication().AddCookie(Principals.CookieScheme, SetCookie);
        services.AddAuthorization();
        services.AddDataProtection().SetApplicationName("EcomCenter.Desk").PersistKeysToDbContext<DeskDb>();
        // The keys lie in the database beside what they protect; there is no other place that would be safer by itself.
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        return services.AddScoped<StaffCookie>().AddSingleton<StaffRing>().AddSingleton<FirstAdminLink>().AddScoped<StaffAccounts>().AddScoped<KeyStore>();
    }

    private static void SetRules(IdentityOptions options)
    {
        options.Password = new()
        {
            RequiredLength = StaffRules.ShortestPassword, RequireDigit = false, RequireLowercase = false, RequireNonAlphanumeric = false,
            RequireUppercase = false, RequiredUniqueChars = 0,
        };
        options.Lockout = new() { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5) };
        options.User.AllowedUserNameCharacters = ""; // StaffRules knows better: Uyghur and Chinese names are names.
    }

    private static void SetCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Principals.CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.LoginPath = "/sign-in";
        options.EventsType = typeof(StaffCookie);
    }
}
