use super::*;

/// Writes the committed files anew: `ZVONOK_WRITE_SCHOOL=1 cargo test school::tests::the_small_school`.
#[test]
fn the_small_school_is_what_the_generator_makes() {
    let made = generate_files(Size::Small, SEED).next().expect("one school");
    if std::env::var_os("ZVONOK_WRITE_SCHOOL").is_some() {
        made.write(std::path::Path::new("examples/school")).expect("the files can be written");
        return;
    }
    let embedded = SchoolFiles::embedded();
    for (name, bytes) in &made.files {
        assert!(embedded.files.get(name) == Some(bytes), "{name} differs: write the files anew");
    }
    assert_eq!(embedded.files.len(), made.files.len());
}

#[test]
fn the_embedded_school_reads_without_problems() {
    let data = match SchoolFiles::embedded().read() {
        Ok(data) => data,
        Err(problems) => panic!("{} problems: {:#?}", problems.len(), &problems[..problems.len().min(12)]),
    };
    assert_eq!(data.classes.len(), 14);
}
