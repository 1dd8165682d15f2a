namespace EcomCenter.Desk.Pages.SignIn;

public static class SignInSetup
{
    public static IServiceCollection AddSignIn(this IServiceCollection services) =>
        services.AddSingleton<SignInRateLimit>().AddSingleton<KnownBrowsers>().AddSingleton<StaffSignIn>().AddScoped<PasswordCheck>();

    /// <summary>
    /// Maps the pages. The handlers check the antiforgery token themselves, to show the page again instead of a bare 400.
    /// </summary>
    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("").DisableAntiforgery().ExcludeFromDescription();
        pages.MapGet(SignInPages.Path, SignInPages.Show);
        pages.MapPost(SignInPages.Path, SignInPages.SignInAsync);
        pages.MapPost(SignInPages.SignOutPath, (Delegate)SignInPages.SignOutAsync);
        pages.MapGet(FirstAdminPages.Path, FirstAdminPages.ShowAsync);
        pages.MapPost(FirstAdminPages.Path, FirstAdminPages.CreateAsync);
        endpoints.MapMyAccount();
    }
}
